package io.agentlocator.crm.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.crm.CrmStore;
import io.agentlocator.crm.CuttableProxy;
import io.agentlocator.crm.LeadOutbox;
import io.agentlocator.crm.SampleCall;
import io.agentlocator.events.Call;
import io.agentlocator.events.Lead;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.infrastructure.Postgres;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PostgresCrmStoreTest.WithoutKafka.class)
class PostgresCrmStoreTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final String DANA = "+972501234567";
    private static final LeadAnswers WISHES = new LeadAnswers(
            LeadAnswers.Intent.BUY, "רמת גן", "דירה", 3.5, 2_500_000L, "בקיץ", "דנה מזרחי־כהן, בע״מ", null);

    private static CuttableProxy proxy;

    @Inject
    CrmStore store;

    @Inject
    LeadOutbox outbox;

    @Inject
    AgroalDataSource database;

    /** The store and its database alone: without the topics, so that nobody else drains the outbox. */
    public static final class WithoutKafka implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            settings.put("quarkus.arc.exclude-types", "io.agentlocator.crm.kafka.*");
            for (String channel : List.of("calls", "transcripts", "replies", "call-alerts", "call-outcomes")) {
                settings.put("mp.messaging.incoming." + channel + ".enabled", "false");
            }
            return settings;
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Database.class));
        }
    }

    /** A database behind a proxy that can be cut. */
    public static final class Database implements QuarkusTestResourceLifecycleManager {
        private Postgres postgres;

        @Override
        public Map<String, String> start() {
            postgres = Postgres.start();
            URI url = URI.create(postgres.url());
            proxy = new CuttableProxy(url.getPort());
            proxy.connect();
            return Map.of(
                    "DATABASE_URL",
                    "postgres://" + url.getRawUserInfo() + "@127.0.0.1:" + proxy.port() + url.getPath());
        }

        @Override
        public void stop() {
            proxy.close();
            postgres.close();
        }
    }

    @BeforeEach
    void empty() {
        until(() -> {
            execute("TRUNCATE crm.calls, crm.leads, crm.lead_outbox CASCADE");
            return true;
        });
    }

    @Test
    void aDryRunLeavesNothing() {
        SampleCall story = SampleCall.qualified("CA1", DANA, T, WISHES);
        store.dryRun(
                story.events().stream().map(SampleCall.Published::event).toList(),
                story.events().getFirst().meta());
        assertThat(rows("SELECT call_sid FROM crm.calls")).isEmpty();
        assertThat(rows("SELECT id FROM crm.leads")).isEmpty();
        assertThat(rows("SELECT lead_id FROM crm.lead_outbox")).isEmpty();
    }

    @Test
    void aDryRunFailsWhereNothingCouldBeWritten() throws SQLException {
        // As a database answers that went over to reading only.
        execute("""
                CREATE FUNCTION crm.read_only() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'read only' USING ERRCODE = '25006'; END $$""");
        execute("CREATE TRIGGER read_only BEFORE INSERT ON crm.calls EXECUTE FUNCTION crm.read_only()");
        try {
            SampleCall call = SampleCall.qualified("CA1", DANA, T, WISHES);
            assertThatThrownBy(() -> store.dryRun(
                            call.events().stream()
                                    .map(SampleCall.Published::event)
                                    .toList(),
                            call.events().getFirst().meta()))
                    .isInstanceOf(CrmStore.Unavailable.class);
        } finally {
            execute("DROP TRIGGER read_only ON crm.calls");
            execute("DROP FUNCTION crm.read_only()");
        }
    }

    @Test
    void aCallIsEnteredWhole() {
        enter(SampleCall.qualified("CA1", DANA, T, WISHES));
        assertThat(rows("SELECT status, lasted_seconds, disposition, continuation, caller_phone FROM crm.calls"))
                .containsExactly("(completed,61,QUALIFIED,hang-up," + DANA + ")");
        assertThat(rows("SELECT speaker, number, sequence, text, cancelled FROM crm.turns ORDER BY said_at"))
                .containsExactly(
                        "(caller,1,0,\"שלום, אני מחפש דירה של שי כהן בע״מ\",)",
                        "(agent,1,0,\"שלום! באיזה אזור?\",)",
                        "(caller,2,0,,)",
                        "(agent,2,0,\"לא שמעתי טוב.\",barge-in)",
                        "(agent,2,1,\"אפשר לחזור?\",barge-in)",
                        "(caller,3,0,\"ב\"\"רמת גן\"\", עד 2.5 מיליון ₪\",)");
        assertThat(rows("SELECT phone, status, name, intent, area, rooms, budget_ils, timing FROM crm.lead_overview"))
                .containsExactly("(" + DANA + ",qualified,\"דנה מזרחי־כהן, בע״מ\",BUY,\"רמת גן\",3.5,2500000,בקיץ)");
        assertThat(rows("SELECT transcript, duration_seconds, attempts FROM crm.recordings"))
                .containsExactly("(\"תחזרו אליי בבקשה\",12,1)");
        assertThat(rows("SELECT type FROM crm.alerts")).containsExactly("(call-alert.caller-silent)");
        assertThat(rows("SELECT engine, heard_ms FROM crm.listened ORDER BY told_at"))
                .containsExactly("(google/chirp_3,45000)", "(whisper,9000)");
        assertThat(rows("SELECT * FROM crm.agent_turns ORDER BY turn"))
                .containsExactly(
                        "(CA1,1,gpt-4o-mini,420,980,812,31,google/he-IL-Chirp3-HD-Aoede,17,1400,180)",
                        "(CA1,3,,,,,,kokoro,0,900,12)");
        assertThat(rows("SELECT engine, took_ms FROM crm.turns WHERE took_ms IS NOT NULL ORDER BY number"))
                .containsExactly("(whisper,310)", "(whisper,290)");
    }

    @Test
    void enteredAgainAndInAnyOrderOfTopicsTheRowsAreTheSame() {
        SampleCall story = SampleCall.qualified("CA1", DANA, T, WISHES);
        enter(story);
        List<String> expected = allRows();
        drainedLeads();
        enter(story);
        assertThat(allRows()).isEqualTo(expected);
        assertThat(rows("SELECT count(*) FROM crm.lead_outbox")).containsExactly("(0)");
        var random = new Random(11);
        for (int i = 0; i < 25; i++) {
            empty();
            enter(story.otherwise(random));
            enter(story.otherwise(random));
            assertThat(allRows()).isEqualTo(expected);
        }
    }

    /** A crash after the database's commit and before Kafka's: the records since the last offset come again. */
    @Test
    void anyTailMayBeDeliveredAgain() {
        SampleCall story = SampleCall.qualified("CA1", DANA, T, WISHES);
        enter(story);
        List<String> expected = allRows();
        for (int crash = 0; crash < story.events().size(); crash++) {
            empty();
            enter(new SampleCall(story.events().subList(0, crash + 1)));
            enter(new SampleCall(story.events()
                    .subList(Math.max(0, crash - 5), story.events().size())));
            assertThat(allRows()).isEqualTo(expected);
        }
    }

    @Test
    void aLateStatusDowngradesNothing() {
        enter(SampleCall.of(
                "CA1",
                T,
                new Call.Ended("CA1", "completed", 30),
                new Call.Received("CA1", DANA, "+97235551234", Call.Direction.INBOUND, 2000),
                new Call.Answered("CA1"),
                new Call.Ended("CA1", "failed", 99)));
        assertThat(rows("SELECT status, lasted_seconds FROM crm.calls")).containsExactly("(completed,30)");
        assertThat(rows("SELECT phone, status FROM crm.leads")).containsExactly("(" + DANA + ",new)");
    }

    @Test
    void oneLeadANumberAndTheCallKeepsIt() {
        enter(SampleCall.qualified("CA1", DANA, T, WISHES));
        var other = new LeadAnswers(null, "חולון", null, null, null, null, null, "+972529998877");
        enter(SampleCall.qualified("CA2", "0501234567", T.plusSeconds(3600), other));
        assertThat(rows("SELECT phone, area, contact_phone, name, last_call_sid FROM crm.lead_overview"))
                .containsExactly("(" + DANA + ",חולון,+972529998877,\"דנה מזרחי־כהן, בע״מ\",CA2)");
        assertThat(rows("SELECT count(DISTINCT lead_id) FROM crm.calls")).containsExactly("(1)");
    }

    @Test
    void whoeverWithholdsTheNumberIsALeadOnceHeGivesOne() {
        enter(SampleCall.qualified("CA1", "anonymous", T, WISHES));
        assertThat(rows("SELECT count(*) FROM crm.leads")).containsExactly("(0)");
        var withPhone = new LeadAnswers(null, "חולון", null, null, null, null, null, "052-999-8877");
        enter(SampleCall.qualified("CA2", "+266696687", T, withPhone));
        assertThat(rows("SELECT phone FROM crm.leads")).containsExactly("(+972529998877)");
        assertThat(rows("SELECT call_sid FROM crm.calls WHERE lead_id IS NOT NULL"))
                .containsExactly("(CA2)");
    }

    @Test
    void anOutboundCallsLeadIsWhoWasCalled() {
        enter(SampleCall.of("CA1", T, new Call.Received("CA1", "+97235551234", DANA, Call.Direction.OUTBOUND, 2000)));
        assertThat(rows("SELECT phone FROM crm.leads")).containsExactly("(" + DANA + ")");
    }

    @Test
    void aPersonsValueIsNotOverwritten() throws SQLException {
        enter(SampleCall.qualified("CA1", DANA, T, WISHES));
        execute(
                "UPDATE crm.lead_answers SET value = 'דנה לוי', source = 'person', call_sid = NULL WHERE field = 'name'");
        execute("UPDATE crm.leads SET status = 'meeting', status_source = 'person'");
        enter(SampleCall.qualified("CA2", DANA, T.plusSeconds(3600), WISHES));
        assertThat(rows("SELECT name, status, last_call_sid FROM crm.lead_overview"))
                .containsExactly("(\"דנה לוי\",meeting,CA2)");
    }

    @Test
    void manyCallsOfOneNumberAtOnceMakeOneLead() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, 12)
                    .forEach(i -> all.add(threads.submit(
                            () -> enter(SampleCall.qualified("CA" + i, DANA, T.plusSeconds(i), WISHES)))));
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(rows("SELECT phone, status, last_call_sid FROM crm.leads"))
                .containsExactly("(" + DANA + ",qualified,CA11)");
        assertThat(rows("SELECT count(*) FROM crm.calls WHERE lead_id IS NOT NULL"))
                .containsExactly("(12)");
    }

    @Test
    void theOutboxHoldsTheLatestStateUntilTheTopicHasIt() {
        enter(SampleCall.qualified("CA1", DANA, T, WISHES));
        assertThatThrownBy(() -> outbox.drain(new Refusing())).isInstanceOf(CrmStore.Unavailable.class);
        List<String> published = drainedLeads();
        assertThat(published)
                .hasSize(1)
                .allSatisfy(lead ->
                        assertThat(lead).contains("qualified").contains("בע״מ").contains("CA1"));
        assertThat(drainedLeads()).isEmpty();
    }

    @Test
    void anErasedPersonDoesNotComeBack() {
        SampleCall story = SampleCall.qualified("CA1", DANA, T, WISHES);
        enter(story);
        drainedLeads();
        UUID id = UUID.fromString(rows("SELECT id FROM crm.leads").getFirst().replaceAll("[()]", ""));
        assertThat(store.erase(id, T.plusSeconds(90))).isTrue();
        enter(story);
        assertThat(rows("SELECT * FROM crm.leads")).isEmpty();
        assertThat(rows("SELECT from_number, caller_phone, summary FROM crm.calls"))
                .containsExactly("(,,)");
        assertThat(rows("SELECT count(*) FROM crm.turns WHERE text IS NOT NULL"))
                .containsExactly("(0)");
        assertThat(rows("SELECT count(*) FROM crm.call_answers")).containsExactly("(0)");
        assertThat(drainedLeads()).containsExactly("erased " + id);
        assertThat(store.erase(id, T)).isFalse();
    }

    @Test
    void whatTheDatabaseCannotHoldIsToldApartFromADatabaseThatIsAway() {
        enter(SampleCall.of("CA1", T, new Transcript.Final("CA1", 1, "אפס\0באמצע", 0.5, 0, 1, 1, "whisper")));
        assertThat(rows("SELECT text FROM crm.turns")).containsExactly("(אפסבאמצע)");
        String noSid = new Random(3)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThatThrownBy(() -> enter(SampleCall.of(noSid, T, new Call.Answered(noSid))))
                .isInstanceOf(CrmStore.Rejected.class);
        var first = SampleCall.qualified("CA1", DANA, T, WISHES).events().getFirst();
        proxy.cut();
        try {
            assertThatThrownBy(() -> store.save(first.event(), first.meta())).isInstanceOf(CrmStore.Unavailable.class);
        } finally {
            proxy.connect();
        }
        until(() -> {
            store.save(first.event(), first.meta());
            return true;
        });
    }

    private void enter(SampleCall story) {
        story.events().forEach(happened -> store.save(happened.event(), happened.meta()));
    }

    private List<String> drainedLeads() {
        var published = new ArrayList<String>();
        outbox.drain(new LeadOutbox.Topic() {
            @Override
            public CompletionStage<Void> saved(Lead.Saved lead) {
                published.add(io.agentlocator.events.EventCodec.json(lead));
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<Void> erased(UUID leadId) {
                published.add("erased " + leadId);
                return CompletableFuture.completedFuture(null);
            }
        });
        return published;
    }

    /** The schema is migrated in the background, and a connection that was cut is replaced when it is used next. */
    private static void until(Callable<Boolean> condition) {
        long latest = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception e) {
                if (System.nanoTime() > latest) {
                    throw new AssertionError(e);
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Everything but the leads' random ids and the outbox. */
    private List<String> allRows() {
        var all = new ArrayList<String>();
        all.addAll(rows("""
                SELECT call_sid, first_seen_at, from_number, caller_phone, to_number, direction, received_at, answered_at,
                       ended_at, status, lasted_seconds, continuation, stream_ended_at, lead_id IS NOT NULL, disposition,
                       summary, caller_turns, concluded_at FROM crm.calls ORDER BY call_sid"""));
        all.addAll(rows("SELECT * FROM crm.turns ORDER BY call_sid, speaker, number, sequence"));
        all.addAll(rows("SELECT * FROM crm.recordings ORDER BY recording_sid"));
        all.addAll(rows("SELECT * FROM crm.alerts ORDER BY event_id"));
        all.addAll(rows("SELECT * FROM crm.listened ORDER BY event_id"));
        all.addAll(rows("SELECT * FROM crm.agent_turns ORDER BY call_sid, turn"));
        all.addAll(rows("SELECT * FROM crm.call_answers ORDER BY call_sid, field"));
        all.addAll(rows("""
                SELECT phone, status, status_source, status_at, last_call_sid, last_call_at, created_at, updated_at
                FROM crm.leads ORDER BY phone"""));
        all.addAll(rows("SELECT field, value, source, call_sid, answered_at FROM crm.lead_answers ORDER BY field"));
        return all;
    }

    private List<String> rows(String query) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT r::text FROM (" + query + ") r")) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Refusing implements LeadOutbox.Topic {
        @Override
        public CompletionStage<Void> saved(Lead.Saved lead) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }

        @Override
        public CompletionStage<Void> erased(UUID leadId) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
    }
}
