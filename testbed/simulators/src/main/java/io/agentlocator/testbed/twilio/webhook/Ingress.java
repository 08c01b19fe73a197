package io.agentlocator.testbed.twilio.webhook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Routes public URLs to servers on this machine, like a cluster's ingress. The longest matching prefix wins; several
 * targets of one prefix take turns. A URL without a route is used unchanged.
 */
public final class Ingress {
    private record Route(String prefix, List<String> targets, AtomicInteger next) {}

    private final List<Route> routes;

    private Ingress(List<Route> routes) {
        this.routes = routes;
    }

    public static Ingress none() {
        return new Ingress(List.of());
    }

    /**
     * @param publicPrefix scheme, host and perhaps a path: {@code wss://agent.test}, {@code https://agent.test/api}
     * @param targets the replacements of the prefix: {@code ws://127.0.0.1:8082}
     */
    public Ingress route(String publicPrefix, String... targets) {
        List<Route> more = new ArrayList<>(routes);
        more.add(new Route(withoutSlash(publicPrefix), List.of(targets), new AtomicInteger()));
        more.sort(Comparator.comparingInt((Route route) -> -route.prefix.length()));
        return new Ingress(List.copyOf(more));
    }

    String target(String publicUrl) {
        for (Route route : routes) {
            if (publicUrl.startsWith(route.prefix)) {
                String rest = publicUrl.substring(route.prefix.length());
                if (!rest.isEmpty() && "/?#".indexOf(rest.charAt(0)) < 0) continue;
                int turn = Math.floorMod(route.next.getAndIncrement(), route.targets.size());
                return withoutSlash(route.targets.get(turn)) + rest;
            }
        }
        return publicUrl;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
