package io.agentlocator.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the checks find; empty where everything is right. planted.yaml has a mistake for each check. */
final class Mistakes {

    /**
     * @param check the id that planted.yaml names
     * @param place the service, object, topic or variable that is wrong
     * @param found what is there, for the person who reads it
     */
    record Mistake(String check, String place, String found) {

        String id() {
            return check + " " + place;
        }

        @Override
        public String toString() {
            return found.isEmpty() ? id() : id() + ": " + found;
        }
    }

    private final Set<Mistake> all = new LinkedHashSet<>();

    /** Runs every check of the rendered chart. */
    static Set<Mistake> in(List<JsonNode> objects) throws IOException {
        var wrong = new Mistakes();
        KnownFields.check(objects, wrong);
        Labels.check(objects, wrong);
        Workloads.check(objects, wrong);
        Variables.check(objects, wrong);
        Routes.check(objects, wrong);
        Arrows.check(objects, wrong);
        Topics.check(objects, wrong);
        Scaling.check(objects, wrong);
        Monitoring.check(objects, wrong);
        return wrong.all();
    }

    void add(String check, String place) {
        add(check, place, "");
    }

    void add(String check, String place, Object found) {
        all.add(new Mistake(check, place, found.toString()));
    }

    Set<Mistake> all() {
        return all;
    }
}
