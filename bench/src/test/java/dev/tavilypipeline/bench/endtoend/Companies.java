package dev.tavilypipeline.bench.endtoend;

import java.util.List;

/** Fifty companies; the simulator does not know the last six. */
final class Companies {

    static final List<String> FIFTY = List.of(
            "AB InBev",
            "Adyen",
            "Airbnb",
            "Allianz",
            "AMD",
            "Apple",
            "AstraZeneca",
            "AXA",
            "BASF",
            "BMW",
            "Booking Holdings",
            "Check Point",
            "Cohere",
            "Costco",
            "Danone",
            "DBS",
            "Deutsche Telekom",
            "DSV",
            "Embraer",
            "ExxonMobil",
            "Genmab",
            "Henkel",
            "Hugging Face",
            "IKEA",
            "Intel",
            "Klarna",
            "LEGO Group",
            "Lockheed Martin",
            "Marriott International",
            "Mercedes-Benz Group",
            "Mistral AI",
            "MongoDB",
            "Netflix",
            "Novo Nordisk",
            "NVIDIA",
            "Oracle",
            "Palo Alto Networks",
            "PepsiCo",
            "Procter & Gamble",
            "Regeneron",
            "Rolls-Royce Holdings",
            "Samsung Electronics",
            "ServiceNow",
            "Shopify",
            "Zzyzx Widgets",
            "Qwortle & Sons",
            "Blivet Foundry",
            "Umbrasol Kites",
            "Xylo Ferment",
            "Nonexistent Holdings");

    private Companies() {
    }
}
