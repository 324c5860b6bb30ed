package dev.tavilypipeline.agent.call;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import org.eclipse.microprofile.config.spi.Converter;

import io.vertx.core.net.TrustOptions;

/** Certificates of a company's own authority. They are trusted beside those that the JVM trusts. */
public record TrustedCertificates(List<X509Certificate> certificates) {

    TrustOptions options() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : Stream.concat(ofJvm().stream(), certificates.stream()).toList()) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return TrustOptions.wrap(trustManager(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates cannot be used", e);
        }
    }

    private static List<X509Certificate> ofJvm() throws GeneralSecurityException {
        return List.of(trustManager(null).getAcceptedIssuers());
    }

    /** @param store null for that of the JVM */
    private static X509TrustManager trustManager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast).findFirst().orElseThrow();
    }

    /** Reads a file in PEM, which may have several. */
    public static final class FromFile implements Converter<TrustedCertificates> {

        private static final long serialVersionUID = 1L;

        @Override
        public TrustedCertificates convert(String file) {
            try (InputStream in = Files.newInputStream(Path.of(file.strip()))) {
                Collection<X509Certificate> read = new ArrayList<>();
                CertificateFactory.getInstance("X.509").generateCertificates(in)
                        .forEach(certificate -> read.add((X509Certificate) certificate));
                if (!read.isEmpty()) {
                    return new TrustedCertificates(List.copyOf(read));
                }
            } catch (IOException | InvalidPathException | GeneralSecurityException e) {
                throw refused(e);
            }
            throw refused(null);
        }

        private static IllegalArgumentException refused(Exception cause) {
            return new IllegalArgumentException("give a file with certificates in PEM that this service can read", cause);
        }
    }
}
