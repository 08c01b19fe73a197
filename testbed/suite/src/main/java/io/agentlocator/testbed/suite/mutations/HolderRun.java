package io.agentlocator.testbed.suite.mutations;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The main class of the virtual machine in which a plain JUnit holder runs. Exit code: 0 green, 1 red, 3 when nothing ran. */
final class HolderRun {

    private HolderRun() {}

    /** @param tests full class names, or {@code class#method} */
    public static void main(String[] tests) {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(tests).flatMap(HolderRun::selected).toList())
                .build();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        var result = summary.getSummary();
        result.printFailuresTo(new PrintWriter(System.out, true), 3);
        if (result.getTestsStartedCount() == 0 && result.getTotalFailureCount() == 0) {
            System.exit(3);
        }
        System.exit(result.getTotalFailureCount() == 0 ? 0 : 1);
    }

    private static Stream<DiscoverySelector> selected(String test) {
        String[] parts = test.split("#", 2);
        if (parts.length == 1) {
            return Stream.of(selectClass(test));
        }
        try {
            Class<?> holder = Class.forName(parts[0]);
            return Stream.of(holder.getDeclaredMethods())
                    .filter(method -> method.getName().equals(parts[1]))
                    .map(method -> selectMethod(holder, method));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
