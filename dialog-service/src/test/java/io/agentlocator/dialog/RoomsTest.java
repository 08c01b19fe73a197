package io.agentlocator.dialog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.agentlocator.dialog", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    private static final String DOMAIN = "io.agentlocator.dialog";

    @ArchTest
    static final ArchRule theDomainKnowsNothingOutside = classes()
            .that()
            .resideInAnyPackage(DOMAIN, DOMAIN + ".hebrew", DOMAIN + ".lead")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    DOMAIN,
                    DOMAIN + ".hebrew",
                    DOMAIN + ".lead",
                    "io.agentlocator.events",
                    "io.agentlocator.hebrew",
                    "java..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule theScriptIsDomainToo = classes()
            .that()
            .resideInAPackage(DOMAIN + ".scripted")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    DOMAIN + "..", "io.agentlocator.events", "io.agentlocator.hebrew", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule hebrewKnowsNoConversation = noClasses()
            .that()
            .resideInAPackage(DOMAIN + ".hebrew")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DOMAIN, DOMAIN + ".lead");

    @ArchTest
    static final ArchRule onlyItsRoomKnowsTheVendor = noClasses()
            .that()
            .resideOutsideOfPackages(DOMAIN + ".libphonenumber")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.i18n..");

    @ArchTest
    static final ArchRule onlyItsRoomKnowsHttp = noClasses()
            .that()
            .resideOutsideOfPackages(DOMAIN + ".openai")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.fasterxml..");

    @ArchTest
    static final ArchRule onlyKafkasRoomKnowsTheLog = noClasses()
            .that()
            .resideOutsideOfPackages(DOMAIN + ".kafka", DOMAIN + ".app")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.agentlocator.shell..");

    @ArchTest
    static final ArchRule roomsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN + ".openai", DOMAIN + ".scripted", DOMAIN + ".libphonenumber", DOMAIN + ".kafka")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DOMAIN + ".app");
}
