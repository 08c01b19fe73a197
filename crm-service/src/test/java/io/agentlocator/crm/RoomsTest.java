package io.agentlocator.crm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.agentlocator.crm", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule THE_DOMAIN_KNOWS_NO_VENDOR = classes()
            .that()
            .resideInAPackage("io.agentlocator.crm")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.agentlocator.crm", "io.agentlocator.events", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule ONLY_POSTGRES_KNOWS_TABLES = noClasses()
            .that()
            .resideOutsideOfPackages("io.agentlocator.crm.postgres", "io.agentlocator.crm.app")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..");

    @ArchTest
    static final ArchRule ONLY_KAFKA_KNOWS_TOPICS = noClasses()
            .that()
            .resideOutsideOfPackage("io.agentlocator.crm.kafka")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka..",
                    "io.agentlocator.shell.kafka..",
                    "io.smallrye.reactive..",
                    "org.eclipse.microprofile.reactive..");

    @ArchTest
    static final ArchRule ONLY_ONE_ROOM_KNOWS_THE_NUMBER_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage("io.agentlocator.crm.libphonenumber")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.i18n..");

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAnyPackage("..crm.rest", "..crm.kafka", "..crm.libphonenumber")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..crm.postgres", "..crm.app");
}
