package io.agentlocator.events;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of event types on the wire, derived from the sealed interfaces: {@code Transcript.Final} is {@code transcript.final}. */
public final class EventTypes {

    private static final Map<String, Class<? extends Event>> BY_NAME = byName();
    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            Class<?> topicInterface = type.getEnclosingClass();
            return kebab(topicInterface == null ? "" : topicInterface.getSimpleName()) + "."
                    + kebab(type.getSimpleName());
        }
    };

    private EventTypes() {}

    public static String nameOf(Class<? extends Event> type) {
        return NAMES.get(type);
    }

    static @Nullable Class<? extends Event> typeNamed(String name) {
        return BY_NAME.get(name);
    }

    /** All events by name, sorted. */
    public static Map<String, Class<? extends Event>> all() {
        return BY_NAME;
    }

    private static Map<String, Class<? extends Event>> byName() {
        var names = new TreeMap<String, Class<? extends Event>>();
        for (Topic topic : Topic.values()) {
            topic.events().ifPresent(topicInterface -> {
                for (Class<?> record : topicInterface.getPermittedSubclasses()) {
                    Class<? extends Event> type = record.asSubclass(Event.class);
                    names.put(kebab(topicInterface.getSimpleName()) + "." + kebab(type.getSimpleName()), type);
                }
            });
        }
        return Map.copyOf(names);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
