package dev.tavilypipeline.analytics.kpi;

/** What is asked for, resolved: no default is left open. */
record KpiRequest(Window window, Simulated simulated) {

    /** The value of a parameter of the SQL. */
    String bound(String parameter) {
        return switch (parameter) {
            case "from" -> window.boundFrom();
            case "to" -> window.boundTo();
            case "simulated" -> simulated.bound();
            default -> throw new IllegalArgumentException("the SQL names a parameter that no request has: " + parameter);
        };
    }
}
