package io.agentlocator.speech;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.agentlocator.speech", importOptions = DoNotIncludeTests.class)
class RoomsTest {

    private static final String ROOT = "io.agentlocator.speech";

    @ArchTest
    static final ArchRule theDomainKnowsTheContractAndJavaOnly = classes()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT, "java..", "io.agentlocator.events", "io.agentlocator.hebrew", "org.jspecify..");

    @ArchTest
    static final ArchRule aVendorsRoomKnowsNeitherTopicsNorWiring = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".google..", ROOT + ".whisper..", ROOT + ".kokoro..", ROOT + ".twilio..", ROOT + ".disk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".kafka..", ROOT + ".app..", "io.agentlocator.shell..", "io.quarkus..");

    @ArchTest
    static final ArchRule vendorsAreNamedInTheirRoomsOnly = noClasses()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".kafka..", ROOT + ".app..", ROOT + ".disk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.google.cloud..",
                    "io.grpc..",
                    "ai.onnxruntime..",
                    "io.agentlocator.speechmodels.whisper..",
                    "io.agentlocator.speechmodels.kokoro..",
                    "java.net.http..");

    @ArchTest
    static final ArchRule wiringKnowsNoTopics = noClasses()
            .that()
            .resideInAPackage(ROOT + ".app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".kafka..", "org.apache.kafka..", "io.agentlocator.shell.kafka..");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre = noClasses()
            .should()
            .haveNameMatching(".*(Port|Adapter|Impl|Manager|Helper|Utils?|Common|Session|User|Bot)$");
}
