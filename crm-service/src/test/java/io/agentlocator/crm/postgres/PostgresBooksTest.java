package io.agentlocator.crm.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentlocator.crm.Books;
import io.agentlocator.crm.CallSheet;
import io.agentlocator.crm.LeadFile;
import io.agentlocator.crm.LeadOutbox;
import io.agentlocator.crm.Story;
import io.agentlocator.crm.libphonenumber.LibPhoneNumbers;
import io.agentlocator.events.Call;
import io.agentlocator.events.Lead;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.Transcript;
import io.agentlocator.testbed.infrastructure.Postgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresBooksTest {

    private static final Instant T = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final String DANA = "+972501234567";
    private static final LeadAnswers WISHES = new LeadAnswers(
            LeadAnswers.Intent.BUY, "רמת גן", "דירה", 3.5, 2_500_000L, "בקיץ", "דנה מזרחי־כהן, בע״מ", null);

    private static Postgres postgres;
    private static AgroalDataSource database;

    private final PostgresBooks books = new PostgresBooks(database, new LibPhoneNumbers(), new NoReading());
    private final PostgresLeadOutbox outbox = new PostgresLeadOutbox(database);

    @BeforeAll
    static void start() throws SQLException {
        postgres = Postgres.start();
        database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(12)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(postgres.jdbcUrl()))));
        Flyway.configure()
                .dataSource(database)
                .schemas("crm")
                .defaultSchema("crm")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("TRUNCATE crm.calls, crm.leads, crm.lead_outbox CASCADE");
        }
    }

    @Test
    void aRehearsalEntersACallAndLeavesNothing() {
        Story story = Story.qualified("CA1", DANA, T, WISHES);
        books.rehearse(
                story.events().stream().map(Story.Happened::event).toList(),
                story.events().getFirst().meta());
        assertThat(rows("SELECT call_sid FROM crm.calls")).isEmpty();
        assertThat(rows("SELECT id FROM crm.leads")).isEmpty();
        assertThat(rows("SELECT lead_id FROM crm.lead_outbox")).isEmpty();
    }

    @Test
    void aRehearsalFailsWhereNothingCouldBeEntered() throws SQLException {
        var unwritable = new PGSimpleDataSource();
        unwritable.setURL(postgres.jdbcUrl());
        unwritable.setReadOnly(true);
        Story story = Story.qualified("CA1", DANA, T, WISHES);
        assertThatThrownBy(() -> new PostgresBooks(unwritable, new LibPhoneNumbers(), new NoReading())
                        .rehearse(
                                story.events().stream()
                                        .map(Story.Happened::event)
                                        .toList(),
                                story.events().getFirst().meta()))
                .isInstanceOf(Books.Unavailable.class);
    }

    @Test
    void aCallIsEnteredWhole() {
        enter(Story.qualified("CA1", DANA, T, WISHES));
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
        Story story = Story.qualified("CA1", DANA, T, WISHES);
        enter(story);
        List<String> expected = allRows();
        drainedLeads();
        enter(story);
        assertThat(allRows()).isEqualTo(expected);
        assertThat(rows("SELECT count(*) FROM crm.lead_outbox")).containsExactly("(0)");
        var random = new Random(11);
        for (int i = 0; i < 25; i++) {
            emptyAll();
            enter(story.otherwise(random));
            enter(story.otherwise(random));
            assertThat(allRows()).isEqualTo(expected);
        }
    }

    /** A crash after the database's commit and before Kafka's: the records since the last offset come again. */
    @Test
    void anyTailMayBeDeliveredAgain() {
        Story story = Story.qualified("CA1", DANA, T, WISHES);
        enter(story);
        List<String> expected = allRows();
        for (int crash = 0; crash < story.events().size(); crash++) {
            emptyAll();
            enter(new Story(story.events().subList(0, crash + 1)));
            enter(new Story(story.events()
                    .subList(Math.max(0, crash - 5), story.events().size())));
            assertThat(allRows()).isEqualTo(expected);
        }
    }

    @Test
    void aLateStatusDowngradesNothing() {
        enter(Story.of(
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
        enter(Story.qualified("CA1", DANA, T, WISHES));
        var other = new LeadAnswers(null, "חולון", null, null, null, null, null, "+972529998877");
        enter(Story.qualified("CA2", "0501234567", T.plusSeconds(3600), other));
        assertThat(rows("SELECT phone, area, contact_phone, name, last_call_sid FROM crm.lead_overview"))
                .containsExactly("(" + DANA + ",חולון,+972529998877,\"דנה מזרחי־כהן, בע״מ\",CA2)");
        assertThat(rows("SELECT count(DISTINCT lead_id) FROM crm.calls")).containsExactly("(1)");
    }

    @Test
    void whoeverWithholdsTheNumberIsALeadOnceHeGivesOne() {
        enter(Story.qualified("CA1", "anonymous", T, WISHES));
        assertThat(rows("SELECT count(*) FROM crm.leads")).containsExactly("(0)");
        var withPhone = new LeadAnswers(null, "חולון", null, null, null, null, null, "052-999-8877");
        enter(Story.qualified("CA2", "+266696687", T, withPhone));
        assertThat(rows("SELECT phone FROM crm.leads")).containsExactly("(+972529998877)");
        assertThat(rows("SELECT call_sid FROM crm.calls WHERE lead_id IS NOT NULL"))
                .containsExactly("(CA2)");
    }

    @Test
    void anOutboundCallsLeadIsWhoWasCalled() {
        enter(Story.of("CA1", T, new Call.Received("CA1", "+97235551234", DANA, Call.Direction.OUTBOUND, 2000)));
        assertThat(rows("SELECT phone FROM crm.leads")).containsExactly("(" + DANA + ")");
    }

    @Test
    void aPersonsValueIsNotOverwritten() throws SQLException {
        enter(Story.qualified("CA1", DANA, T, WISHES));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE crm.lead_answers SET value = 'דנה לוי', source = 'person', call_sid = NULL WHERE field = 'name'");
            statement.execute("UPDATE crm.leads SET status = 'meeting', status_source = 'person'");
        }
        enter(Story.qualified("CA2", DANA, T.plusSeconds(3600), WISHES));
        assertThat(rows("SELECT name, status, last_call_sid FROM crm.lead_overview"))
                .containsExactly("(\"דנה לוי\",meeting,CA2)");
    }

    @Test
    void manyCallsOfOneNumberAtOnceMakeOneLead() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(0, 12)
                    .forEach(i -> all.add(
                            threads.submit(() -> enter(Story.qualified("CA" + i, DANA, T.plusSeconds(i), WISHES)))));
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
        enter(Story.qualified("CA1", DANA, T, WISHES));
        assertThatThrownBy(() -> outbox.drain(new Refusing())).isInstanceOf(Books.Unavailable.class);
        List<String> published = drainedLeads();
        assertThat(published)
                .hasSize(1)
                .allSatisfy(lead ->
                        assertThat(lead).contains("qualified").contains("בע״מ").contains("CA1"));
        assertThat(drainedLeads()).isEmpty();
    }

    @Test
    void anErasedPersonDoesNotComeBack() {
        Story story = Story.qualified("CA1", DANA, T, WISHES);
        enter(story);
        drainedLeads();
        UUID id = UUID.fromString(rows("SELECT id FROM crm.leads").getFirst().replaceAll("[()]", ""));
        assertThat(books.erase(id, T.plusSeconds(90))).isTrue();
        enter(story);
        assertThat(rows("SELECT * FROM crm.leads")).isEmpty();
        assertThat(rows("SELECT from_number, caller_phone, summary FROM crm.calls"))
                .containsExactly("(,,)");
        assertThat(rows("SELECT count(*) FROM crm.turns WHERE text IS NOT NULL"))
                .containsExactly("(0)");
        assertThat(rows("SELECT count(*) FROM crm.call_answers")).containsExactly("(0)");
        assertThat(drainedLeads()).containsExactly("erased " + id);
        assertThat(books.erase(id, T)).isFalse();
    }

    @Test
    void whatTheDatabaseCannotHoldIsToldApartFromADatabaseThatIsAway() {
        enter(Story.of("CA1", T, new Transcript.Final("CA1", 1, "אפס\0באמצע", 0.5, 0, 1, 1, "whisper")));
        assertThat(rows("SELECT text FROM crm.turns")).containsExactly("(אפסבאמצע)");
        String noSid = new Random(3)
                .ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThatThrownBy(() -> enter(Story.of(noSid, T, new Call.Answered(noSid))))
                .isInstanceOf(Books.Unfit.class);
        var away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        var nowhere = new PostgresBooks(away, new LibPhoneNumbers(), new NoReading());
        var first = Story.qualified("CA1", DANA, T, WISHES).events().getFirst();
        assertThatThrownBy(() -> nowhere.enter(first.event(), first.meta())).isInstanceOf(Books.Unavailable.class);
    }

    private void enter(Story story) {
        story.events().forEach(happened -> books.enter(happened.event(), happened.meta()));
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

    private void emptyAll() {
        try {
            empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything but the leads' random ids and the outbox. */
    private static List<String> allRows() {
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

    private static List<String> rows(String query) {
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

    /** The reading half belongs to Panache and is tested with it. */
    private static final class NoReading implements PostgresBooks.Reading {
        @Override
        public List<CallSheet.Line> calls(Optional<String> phone, int limit) {
            return List.of();
        }

        @Override
        public Optional<CallSheet> call(String callSid) {
            return Optional.empty();
        }

        @Override
        public List<LeadFile> leads(Optional<String> phone, int limit) {
            return List.of();
        }

        @Override
        public Optional<LeadFile> lead(UUID id) {
            return Optional.empty();
        }
    }
}
