package io.agentlocator.testbed.suite.bench;

import io.agentlocator.testbed.suite.ServiceProcess;
import io.agentlocator.testbed.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Processor time so far in milliseconds, user plus system.
 *
 * @param parts by service, {@link #KAFKA} and {@link #POSTGRES}
 * @param own of this process: the simulators, the callers and the front
 * @param machine of all processes of the machine
 */
record ProcessorTimes(Map<String, Double> parts, double own, double machine) {

    static final String KAFKA = "kafka";
    static final String POSTGRES = "postgres";

    /** Linux counts in hundredths of a second for every architecture's user space. */
    private static final double MS_A_TICK = 10;

    static ProcessorTimes now(Suite suite, Path postgres) {
        var parts = new LinkedHashMap<String, Double>();
        for (ServiceProcess service : suite.services()) {
            parts.put(service.service().directory(), millis(service.cpu()));
        }
        suite.kafkaPid().ifPresent(pid -> parts.put(KAFKA, millis(of(pid))));
        parts.put(POSTGRES, postgres(postgres));
        return new ProcessorTimes(parts, millis(of(ProcessHandle.current().pid())), wholeMachine());
    }

    ProcessorTimes since(ProcessorTimes before) {
        var spent = new LinkedHashMap<String, Double>();
        parts.forEach((name, time) -> spent.put(name, time - before.parts.getOrDefault(name, 0.0)));
        return new ProcessorTimes(spent, own - before.own, machine - before.machine);
    }

    double suite() {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Duration of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** The server and its back ends, including ended ones. */
    private static double postgres(Path data) {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            double children = ProcessHandle.of(pid).stream()
                    .flatMap(ProcessHandle::children)
                    .mapToDouble(child -> ticks(child.pid(), 2))
                    .sum();
            return MS_A_TICK * (ticks(pid, 4) + children);
        } catch (IOException e) {
            return 0;
        }
    }

    /** @param counters 2: user and system; 4: those of ended children, too */
    private static double ticks(long pid, int counters) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The name in parentheses may hold anything; the state, field 3, follows it. utime is field 14.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fields, 11, 11 + counters)
                    .mapToDouble(Double::parseDouble)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** All time but idle, I/O wait and steal. */
    private static double wholeMachine() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+");
            double ticks = 0;
            for (int field : new int[] {1, 2, 3, 6, 7}) {
                ticks += Double.parseDouble(fields[field]);
            }
            return MS_A_TICK * ticks;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "?";
        }
    }
}
