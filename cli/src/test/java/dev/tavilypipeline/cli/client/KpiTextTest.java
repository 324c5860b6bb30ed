package dev.tavilypipeline.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

class KpiTextTest {

    @Test
    void shouldShowWhatIsMissingAsADash() throws Exception {
        String text = KpiText.of(new ObjectMapper().readTree("""
                {"meta": {"simulated": "true", "warnings": ["the lake is empty"]},
                 "health": {"runs": 0, "success_ratio": null},
                 "performance": {"p50_ms": 1234.5, "p95_ms": null},
                 "usage": {"busiest_hour": 7},
                 "costs": {"cost_usd": 0.01234}}"""), 100);

        assertThat(text)
                .contains("simulated runs: no money was spent")
                .containsPattern("success ratio +–")
                .contains("1.2 s / – / –")
                .containsPattern("busiest hour +07:00 to 07:59 UTC")
                .contains("$0.0123  (– a run")
                .contains("! the lake is empty");
    }

    @Test
    void shouldStayWithinANarrowTerminal() throws Exception {
        String text = KpiText.of(new ObjectMapper().readTree("""
                {"meta": {"from": "2026-01-31T10:00:00.123Z", "to": "2026-02-07T10:00:00.123Z", "source": "lake",
                          "warnings": ["some runs are not loaded yet, since an object of the lake cannot be read"]},
                 "health": {"runs": 123, "success": 100, "partial": 10, "failed": 5, "cancelled": 4, "abandoned": 4}}"""), 40);

        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }
}
