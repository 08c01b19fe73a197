package io.agentlocator.testbed.suite;

import io.agentlocator.events.Reply;
import io.agentlocator.testbed.phone.CallerAction;
import io.agentlocator.testbed.phone.CallerMind;
import io.agentlocator.testbed.phone.HeardSoFar;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A caller who answers the agent's questions, with other words when a question is repeated, and lets the agent hang up.
 * The questions are read from the replies topic, since this does not test how well a caller understands the agent.
 */
final class AnsweringMind implements CallerMind {

    /**
     * @param to regular expression that the agent's last words must match
     * @param says the answer, followed by the answers to a repeated question
     */
    record Answer(Pattern to, List<String> says) {}

    private static final Pattern NOT_UNDERSTOOD = Pattern.compile("לא שמעתי|לא הבנתי|לא ברור|לא בטוחה");

    private final String opening;
    private final List<Answer> answers;
    private final Supplier<List<Reply>> replies;
    private final Map<Answer, Integer> asked = new HashMap<>();
    private int seen;
    private @Nullable Answer last;
    private int openings;

    /** @param replies all replies of the call so far */
    AnsweringMind(String opening, List<Answer> answers, Supplier<List<Reply>> replies) {
        this.opening = opening;
        this.answers = answers;
        this.replies = replies;
    }

    @Override
    public Optional<CallerAction> next(HeardSoFar heard) {
        List<Reply> all = replies.get();
        String agent = all.stream()
                .skip(seen)
                .filter(Reply.Sentence.class::isInstance)
                .map(reply -> ((Reply.Sentence) reply).text())
                .collect(Collectors.joining(" "));
        seen = all.size();
        if (all.stream().anyMatch(Reply.HangUp.class::isInstance)) {
            return Optional.of(new CallerAction.Silence(Duration.ofSeconds(8)));
        }
        if (agent.isEmpty() && openings == 0) {
            openings++;
            return says(opening);
        }
        for (Answer answer : answers) {
            if (answer.to().matcher(agent).find()) {
                last = answer;
                int times = asked.merge(answer, 1, Integer::sum);
                return says(answer.says().get(Math.min(times, answer.says().size()) - 1));
            }
        }
        if (NOT_UNDERSTOOD.matcher(agent).find() && last != null) {
            int times = asked.merge(last, 1, Integer::sum);
            return says(last.says().get(Math.min(times, last.says().size()) - 1));
        }
        if (NOT_UNDERSTOOD.matcher(agent).find() || agent.isEmpty()) {
            return says(opening);
        }
        return Optional.of(new CallerAction.Silence(Duration.ofSeconds(2)));
    }

    private static Optional<CallerAction> says(String text) {
        return Optional.of(new CallerAction.Says(text));
    }
}
