package io.agentlocator.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.agentlocator.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = classes()
            .that()
            .resideInAPackage("io.agentlocator.gateway")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "io.agentlocator.gateway", "io.agentlocator.events", "org.jspecify.."));

    @ArchTest
    static final ArchRule onlyTheVendorsRoomAndTheWiringKnowTheVendor = noClasses()
            .that()
            .resideOutsideOfPackages("io.agentlocator.gateway.twilio..", "io.agentlocator.gateway.app..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.agentlocator.twilio.."))
            .orShould()
            .dependOnClassesThat(resideInAPackage("com.twilio.."))
            .orShould()
            .dependOnClassesThat(resideInAPackage("io.agentlocator.gateway.twilio.."));

    @ArchTest
    static final ArchRule onlyTheKafkaRoomKnowsTopics = noClasses()
            .that()
            .resideOutsideOfPackage("io.agentlocator.gateway.kafka..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.agentlocator.shell.kafka..", "org.apache.kafka.."));
}
