package io.agentlocator.watchdog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.agentlocator.watchdog", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_VENDOR = classes()
            .that()
            .resideInAPackage("io.agentlocator.watchdog")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.watchdog", "io.agentlocator.events", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule ONLY_TWO_ROOMS_KNOW_TWILIO = noClasses()
            .that()
            .resideOutsideOfPackages("io.agentlocator.watchdog.twilio", "io.agentlocator.watchdog.app")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.twilio..", "com.twilio..");

    @ArchTest
    static final ArchRule ONLY_TWO_ROOMS_KNOW_THE_LOG = noClasses()
            .that()
            .resideOutsideOfPackages("io.agentlocator.watchdog.kafka", "io.agentlocator.watchdog.app")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.shell.kafka..", "org.apache.kafka..");
}
