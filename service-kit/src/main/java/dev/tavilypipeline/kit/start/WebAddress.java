package dev.tavilypipeline.kit.start;

import java.net.URI;

/** An address from the settings under which another service is to be reached. */
public final class WebAddress {

    private WebAddress() {
    }

    /**
     * @param setting the variable that holds the address, for whoever has to mend it
     * @throws SettingRefusedException if nothing can be reached under it
     */
    public static URI require(String setting, URI address) {
        if (address.getHost() == null || !String.valueOf(address.getScheme()).matches("https?")) {
            throw new SettingRefusedException(setting, address.toString(),
                    "give an address with scheme and host, such as http://localhost:8080");
        }
        return address;
    }
}
