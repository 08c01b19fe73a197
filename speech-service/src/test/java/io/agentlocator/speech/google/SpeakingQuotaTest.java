package io.agentlocator.speech.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.speech.roles.EngineFailure;
import io.agentlocator.speech.roles.FailureKind;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SpeakingQuotaTest {

    private final AtomicLong now = new AtomicLong();

    @Test
    void aSentenceCountsForOneMinute() throws Exception {
        var quota = new SpeakingQuota(2, 10, 0, now::get);
        quota.take();
        now.set(30_000);
        quota.take();
        now.set(59_999);
        assertRefused(quota);
        now.set(60_000);
        quota.take();
        assertRefused(quota);
    }

    @Test
    void aReleasedPlaceCanBeTaken() throws Exception {
        var quota = new SpeakingQuota(100, 2, 0, now::get);
        quota.take();
        quota.take();
        assertRefused(quota);
        quota.release();
        quota.take();
    }

    /** Otherwise a busy minute would reduce the places for good. */
    @Test
    void aSentenceRefusedForTheMinuteTakesNoPlace() throws Exception {
        var quota = new SpeakingQuota(1, 1, 0, now::get);
        quota.take();
        quota.release();
        for (int i = 0; i < 5; i++) {
            assertRefused(quota);
        }
        now.set(60_000);
        quota.take();
    }

    private static void assertRefused(SpeakingQuota quota) {
        assertThatThrownBy(quota::take)
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        refused -> assertThat(refused.kind()).isEqualTo(FailureKind.BUSY));
    }
}
