package io.agentlocator.testbed.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which package of a service may import which other one. The rules are the same for all services:
 *
 * <ul>
 *   <li>{@code app} wires the service and sees everything.
 *   <li>{@code kafka} sees the domain, the shell and Kafka, never {@code app} and no vendor.
 *   <li>A domain package sees {@code java}, the events, the Hebrew text, the shell's breaker, JSpecify, and the domain
 *       packages that it names. It knows no framework, no HTTP and no SQL.
 *   <li>Every other sub-package is a vendor: one thing outside the service. A vendor sees the domain, never another
 *       vendor, {@code kafka} or {@code app}.
 * </ul>
 *
 * A service states its domain packages, and for each the other domain packages that it sees. The root package is {@code
 * ""}; a sub-package includes the packages below it. Everything that is not stated is a vendor:
 *
 * <pre>{@code
 * assertThat(HouseRules.of("io.agentlocator.example")
 *                 .domain("roles")
 *                 .domain("orders", "roles")        // orders may import roles, not the other way round
 *                 .vendorsSee("roles")              // without this line a vendor sees the whole domain
 *                 .only("java.net.http..", "http")  // a library that only these packages may use
 *                 .violations())
 *         .isEmpty();
 * }</pre>
 */
public final class HouseRules {

    private static final String APP = "app";
    private static final String KAFKA = "kafka";

    /** What a domain package may use besides the domain. */
    private static final List<PackageMatcher> DOMAIN_SEES = matchers(
            "java..",
            "io.agentlocator.events..",
            "io.agentlocator.hebrew..",
            "io.agentlocator.shell.breaker..",
            "org.jspecify..");

    /** Parts of {@code java} that are the outside world. */
    private static final List<PackageMatcher> OUTSIDE = matchers("java.net.http..", "java.sql..");

    private static final Pattern REFUSED_NAME =
            Pattern.compile(".*(Port|Adapter|Impl|Manager|Helper|Utils?|Common|Session|User|Bot)");

    private final String root;
    private final Map<String, Set<String>> domain = new LinkedHashMap<>();
    private final List<Library> libraries = new ArrayList<>();
    private Set<String> vendorsSee = Set.of();

    private record Library(PackageMatcher packages, Set<String> users) {}

    private HouseRules(String root) {
        this.root = root;
        // The breaker is plain Java and free for all; the rest of the shell is Quarkus.
        only("io.agentlocator.shell.(*)..", KAFKA, APP);
        only("org.apache.kafka..", KAFKA);
        only("io.smallrye.reactive..", KAFKA);
        only("org.eclipse.microprofile.reactive..", KAFKA);
        only("com.google.i18n..", "libphonenumber");
        only("com.google.cloud..", "google");
        only("io.grpc..", "google");
        only("com.twilio..", "twilio");
        only("io.agentlocator.twilio..", "twilio", APP);
        only("io.quarkus.websockets..", "twilio", APP);
        only("ai.onnxruntime..", "silero", "whisper", "kokoro");
        only("io.agentlocator.speechmodels.silero..", "silero");
        only("io.agentlocator.speechmodels.whisper..", "whisper");
        only("io.agentlocator.speechmodels.kokoro..", "kokoro");
        for (String sql : List.of(
                "java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")) {
            only(sql, "postgres", APP);
        }
    }

    /** @param root the service's package */
    public static HouseRules of(String root) {
        return new HouseRules(root);
    }

    /**
     * @param name a domain package below the service's, "" for the service's own
     * @param sees the domain packages that it may import, besides itself
     */
    public HouseRules domain(String name, String... sees) {
        domain.put(name, Set.of(sees));
        return this;
    }

    /** The part of the domain that vendors implement; the whole domain if this is not called. */
    public HouseRules vendorsSee(String... packages) {
        vendorsSee = Set.of(packages);
        return this;
    }

    /**
     * @param library as ArchUnit writes it: {@code org.example..}
     * @param users the only packages of the service that may use it
     */
    public HouseRules only(String library, String... users) {
        libraries.add(new Library(PackageMatcher.of(library), Set.of(users)));
        return this;
    }

    /** Reads the compiled classes of the service, without its tests; one line for each violation, empty when it keeps the rules. */
    public Set<String> violations() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
        var violations = new TreeSet<String>();
        var packages = new TreeSet<String>();
        for (JavaClass one : classes) {
            String from = part(one.getPackageName());
            packages.add(from);
            if (REFUSED_NAME.matcher(one.getSimpleName()).matches()) {
                violations.add(one.getName() + " has a name that says nothing");
            }
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String target =
                        dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (!target.isEmpty() && !allowed(from, target)) {
                    violations.add(dependency.getDescription());
                }
            }
        }
        for (String name : domain.keySet()) {
            if (!packages.contains(name)) {
                violations.add("there is no domain package \"" + name + "\" in " + root);
            }
        }
        return violations;
    }

    private boolean allowed(String from, String target) {
        if (target.equals(root) || target.startsWith(root + ".")) {
            return allowedInside(from, part(target));
        }
        if (domain.containsKey(from)) {
            return matches(DOMAIN_SEES, target) && !matches(OUTSIDE, target);
        }
        if (from.equals(KAFKA) && matches(OUTSIDE, target)) {
            return false;
        }
        return target.startsWith("io.agentlocator.shell.breaker")
                || libraries.stream()
                        .filter(library -> library.packages().matches(target))
                        .allMatch(library -> library.users().contains(from));
    }

    private boolean allowedInside(String from, String to) {
        if (from.equals(to) || from.equals(APP)) {
            return true;
        }
        if (domain.containsKey(from)) {
            return domain.getOrDefault(from, Set.of()).contains(to);
        }
        if (from.equals(KAFKA)) {
            return domain.containsKey(to);
        }
        return vendorsSee.isEmpty() ? domain.containsKey(to) : vendorsSee.contains(to);
    }

    /** The first name below the service's package; "" for the service's own. */
    private String part(String name) {
        return name.equals(root) ? "" : name.substring(root.length() + 1).split("\\.", 2)[0];
    }

    private static boolean matches(List<PackageMatcher> matchers, String name) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(name));
    }

    private static List<PackageMatcher> matchers(String... packages) {
        return Arrays.stream(packages).map(PackageMatcher::of).toList();
    }
}
