package io.agentlocator.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.agentlocator.media", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule theDomainKnowsOnlyItselfAndTheEvents = classes()
            .that()
            .resideInAPackage("io.agentlocator.media")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.media", "io.agentlocator.events", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule kafkaIsKnownInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackage("io.agentlocator.media.kafka")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.eclipse.microprofile.reactive.messaging..");

    @ArchTest
    static final ArchRule twilioAndSocketsAreKnownInTheirRoom = noClasses()
            .that()
            .resideOutsideOfPackages("io.agentlocator.media.twilio", "io.agentlocator.media.app")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.twilio..", "io.quarkus.websockets..");

    @ArchTest
    static final ArchRule theModelIsKnownInItsRoom = noClasses()
            .that()
            .resideOutsideOfPackages("io.agentlocator.media.silero", "io.agentlocator.media.app")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.speechmodels..", "ai.onnxruntime..");

    @ArchTest
    static final ArchRule noRoomKnowsAnother = slices().matching("io.agentlocator.media.(twilio|silero|kafka)..")
            .should()
            .notDependOnEachOther();
}
