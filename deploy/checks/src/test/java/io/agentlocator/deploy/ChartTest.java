package io.agentlocator.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds of the chart whatever its values are. */
class ChartTest {

    @Test
    void theChartIsWellFormed() {
        var lint = new Helm(Chart.DIRECTORY).lint().quiet().call();
        // Without the values that have no default the chart does not render; this is intended.
        assertThat(lint.getMessages()).noneMatch(message -> message.contains("parse error"));
    }

    @Test
    void secretsStandInNoDocument() {
        assertThat(Chart.rendered(Map.of())).doesNotContain("kind: Secret").contains("secretKeyRef");
    }

    @Test
    void theOlderApiOfStrimziIsTheStandardOne() {
        assertThat(Chart.rendered(Map.of("topics.create", "strimzi", "topics.strimziApi", "v1beta2")))
                .isEqualTo(Planted.rendered("strimzi"));
    }
}
