package io.agentlocator.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayoutTest {

    private final PlayoutTimeline line = new PlayoutTimeline();

    @Test
    void soundIsSentAtMostSoFarAheadOfWhatIsHeard() {
        line.chunk(1, 0, 1_000);
        assertThat(line.log()).containsExactly("play 240", "started 1");
        assertThat(line.pass(40).log()).containsExactly("play 40");
        assertThat(line.pass(400).log()).containsExactly("play 400");
        assertThat(line.pass(2_000).log()).containsExactly("play 320");
    }

    @Test
    void aTurnIsFinishedWhenTheFarEndConfirmsItAndNotWhenItWasSent() {
        line.chunk(1, 0, 100).ended(1);
        assertThat(line.log()).containsExactly("play 100", "started 1", "mark turn-1");
        assertThat(line.pass(200).log()).isEmpty();
        assertThat(line.played("turn-1").log()).containsExactly("finished 1 heard 100");
        assertThat(line.played("turn-1").log()).isEmpty();
    }

    @Test
    void theLastFrameIsFilledWithSilence() {
        var stepped = Playout.silent(MediaFixtures.PLAYOUT)
                .agent(
                        MediaFixtures.CALL,
                        new io.agentlocator.events.AgentAudio.Chunk(
                                MediaFixtures.CALL, 1, 0, 0, MediaFixtures.sound(30)),
                        1_000);
        var ended = stepped.next()
                .agent(
                        MediaFixtures.CALL,
                        new io.agentlocator.events.AgentAudio.TurnEnded(MediaFixtures.CALL, 1),
                        1_000);
        byte[] last = ((MediaStep.Play) ended.steps().getFirst()).mulaw();
        assertThat(last).hasSize(160);
        assertThat(last[79]).isEqualTo((byte) 0x2A);
        assertThat(last[80]).isEqualTo((byte) 0xFF);
    }

    @Test
    void aMissingConfirmationIsNotWaitedForWithoutEnd() {
        line.chunk(1, 0, 100).ended(1);
        line.log();
        assertThat(line.pass(2_040).log()).isEmpty();
        assertThat(line.pass(80).log()).containsExactly("echoes_missing", "finished 1 heard 100");
    }

    @Test
    void aConfirmationAfterAClearIsNoPlayback() {
        line.chunk(1, 0, 200).ended(1);
        line.log();
        line.pass(80).cut(1);
        assertThat(line.log()).containsExactly("clear", "cut 1 heard 80 sentences 0");
        assertThat(line.played("turn-1").pass(5_000).log()).isEmpty();
    }

    @Test
    void aCutReportsWhatWasHeardAndNotWhatWasSent() {
        line.chunk(1, 0, 400).chunk(1, 1, 600).chunk(1, 2, 600);
        line.pass(800).log();
        assertThat(line.cut(1).log()).containsExactly("clear", "cut 1 heard 800 sentences 1");
        assertThat(line.chunk(1, 2, 7, 100).log()).containsExactly("chunks_stale");
        assertThat(line.ended(1).pass(3_000).log()).isEmpty();
    }

    @Test
    void aCutOfATurnThatNeverSoundedIsReportedAndDropsNothing() {
        assertThat(line.cut(3).log()).containsExactly("cut 3 heard 0 sentences 0");
        assertThat(line.chunk(3, 0, 0, 100).log()).containsExactly("chunks_stale");
        assertThat(line.cut(3).log()).isEmpty();
    }

    @Test
    void aVoiceHoldsTheSoundAndTheDecisionLetsItGoOn() {
        line.chunk(1, 0, 2_000).pass(400).log();
        assertThat(line.voice().pass(1_000).log()).isEmpty();
        assertThat(line.resumed(1).log()).containsExactly("play 240");
    }

    @Test
    void withoutADecisionASilentCallerIsSpokenToAgain() {
        line.chunk(1, 0, 2_000).pass(400).log();
        line.voice().pass(400).quiet();
        assertThat(line.pass(2_000).log()).isEmpty();
        assertThat(line.pass(120).log()).isNotEmpty();
    }

    @Test
    void withoutADecisionNoiseIsSpokenOverInTheEnd() {
        line.chunk(1, 0, 2_000).pass(400).log();
        assertThat(line.voice().pass(7_960).log()).isEmpty();
        assertThat(line.pass(80).log()).isNotEmpty();
    }

    @Test
    void aNewTurnOverAHeldOneTakesItsPlace() {
        line.chunk(1, 0, 2_000).pass(400).log();
        line.voice().pass(400).quiet();
        line.chunk(2, 0, 0, 500);
        assertThat(line.log()).containsExactly("cut 1 heard 640 sentences 0", "play 240", "started 2");
    }

    @Test
    void aTurnDoesNotBeginOverTheCallersVoiceButNotForEverEither() {
        line.voice().chunk(1, 0, 500);
        assertThat(line.pass(1_000).log()).isEmpty();
        assertThat(line.quiet().log()).containsExactly("play 240", "started 1");

        var other = new PlayoutTimeline();
        assertThat(other.voice().chunk(1, 0, 500).pass(1_480).log()).isEmpty();
        assertThat(other.pass(40).log()).contains("started 1");
    }

    @Test
    void soundThatStallsGoesOnWhenItComes() {
        line.chunk(1, 0, 200);
        line.pass(3_000).log();
        assertThat(line.chunk(1, 0, 500).log()).containsExactly("play 240");
        line.pass(120).log();
        assertThat(line.cut(1).log()).containsExactly("clear", "cut 1 heard 320 sentences 0");
    }

    @Test
    void aTurnWhoseEndNeverComesIsTakenForEnded() {
        line.chunk(1, 0, 200).pass(15_000).log();
        assertThat(line.pass(240).log()).containsExactly("mark turn-1");
        assertThat(line.played("turn-1").log()).containsExactly("finished 1 heard 200");
    }

    @Test
    void turnsThatFollowEachOtherAreBothHeard() {
        line.chunk(1, 0, 100).ended(1).chunk(2, 0, 0, 100).ended(2);
        assertThat(line.log())
                .containsExactly("play 100", "started 1", "mark turn-1", "play 100", "started 2", "mark turn-2");
        line.pass(120);
        assertThat(line.cut(2).log())
                .as("of the older turn all was heard, of the newer 20 ms")
                .containsExactly("clear", "cut 1 heard 100 sentences 1", "cut 2 heard 20 sentences 0");
    }

    @Test
    void aLaterConfirmationCoversAnEarlierOneThatWasLost() {
        line.chunk(1, 0, 100).ended(1).chunk(2, 0, 0, 100).ended(2).log();
        assertThat(line.played("turn-2").log()).containsExactly("finished 1 heard 100", "finished 2 heard 100");
    }

    @Test
    void repeatedAndStaleChunksAreDropped() {
        line.chunk(2, 0, 0, 100).chunk(2, 0, 1, 100).log();
        assertThat(line.chunk(2, 0, 0, 100).chunk(2, 0, 1, 100).log())
                .containsExactly("chunks_repeated", "chunks_repeated");
        assertThat(line.chunk(1, 0, 5, 100).log()).containsExactly("chunks_stale");
        line.ended(2);
        assertThat(line.chunk(2, 0, 2, 100).log()).contains("chunks_repeated");
    }

    @Test
    void aTurnThatIsTooLongLosesItsEndAndNothingElse() {
        line.chunk(1, 0, 59_000).log();
        assertThat(line.chunk(1, 0, 2_000).log()).containsExactly("chunks_too_many");
        assertThat(line.chunk(1, 0, 1_000).log()).isEmpty();
    }

    @Test
    void theCallIsHungUpWhenTheGoodbyeHasBeenHeard() {
        line.chunk(4, 0, 0, 200).ended(4).hangUp(4);
        assertThat(line.log()).doesNotContain("ends AGENT_HUNG_UP");
        assertThat(line.pass(200).played("turn-4").log()).containsExactly("finished 4 heard 200", "ends AGENT_HUNG_UP");
    }

    @Test
    void aHangUpThatComesAfterTheGoodbyeWasHeardHangsUpAtOnce() {
        line.chunk(4, 0, 0, 200).ended(4).pass(200).played("turn-4").log();
        assertThat(line.hangUp(4).log()).containsExactly("ends AGENT_HUNG_UP");
    }

    @Test
    void aHangUpWithoutAnyGoodbyeHangsUpWhenTheLineIsQuiet() {
        assertThat(line.hangUp(1).log()).containsExactly("mark turn-1");
        assertThat(line.played("turn-1").log()).containsExactly("finished 1 heard 0", "ends AGENT_HUNG_UP");
    }

    @Test
    void anInterruptedGoodbyeDoesNotHangUp() {
        line.chunk(4, 0, 0, 2_000).ended(4).hangUp(4).pass(400).log();
        line.voice().pass(200).cut(4).quiet();
        assertThat(line.log()).doesNotContain("ends AGENT_HUNG_UP");
        line.chunk(5, 0, 0, 100).ended(5);
        assertThat(line.pass(100).played("turn-5").log()).contains("finished 5 heard 100");
        assertThat(line.hangUp(4).log()).isEmpty();
    }

    @Test
    void aGoodbyeThatIsNeverConfirmedStillHangsUp() {
        line.chunk(4, 0, 0, 200).ended(4).hangUp(4).log();
        assertThat(line.pass(2_240).log()).endsWith("ends AGENT_HUNG_UP");
    }

    @Test
    void aHoldAfterAllWasSentEndsWithTheConfirmation() {
        line.chunk(1, 0, 200).ended(1).pass(40).voice().log();
        assertThat(line.state().held()).isTrue();
        assertThat(line.pass(160).played("turn-1").log()).containsExactly("finished 1 heard 200");
        assertThat(line.state().held()).isFalse();
    }

    @Test
    void anAnnouncementIsNoTurn() {
        line.announce(100, false);
        assertThat(line.log()).containsExactly("play 100", "mark announcement");
        line.chunk(1, 0, 100);
        assertThat(line.pass(100).played("announcement").log())
                .contains("started 1")
                .doesNotContain("finished 0");
    }

    @Test
    void anAnnouncementInsteadOfAllElseEndsTheCall() {
        line.chunk(1, 0, 2_000).pass(400).log();
        line.announce(200, true);
        assertThat(line.log()).startsWith("clear", "cut 1 heard 400 sentences 0", "play 200");
        assertThat(line.pass(200).played("announcement").log()).containsExactly("ends FEED_LOST");
    }

    @Test
    void whenTheStreamEndsWhatWasHeardIsReported() {
        line.chunk(1, 0, 2_000).pass(400).log();
        assertThat(line.abandoned().log()).containsExactly("cut 1 heard 400 sentences 0");
    }
}
