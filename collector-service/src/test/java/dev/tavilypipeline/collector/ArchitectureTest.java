package dev.tavilypipeline.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tavilypipeline.collector", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PROJECTION_IS_PURE = noClasses().that().resideInAPackage("..projection..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "org.apache.kafka..",
                    "com.mongodb..", "org.bson..")
            .because("a run depends on its facts alone: read and write them in ingest, store or emit");

    @ArchTest
    static final ArchRule MONGODB_STAYS_IN_THE_STORE = noClasses().that().resideOutsideOfPackage("..store..")
            .and().haveSimpleNameNotContaining("UnavailableMappers")
            .should().dependOnClassesThat().resideInAnyPackage("com.mongodb..", "org.bson..")
            .because("only the store knows how runs are stored: add a method to it");

    @ArchTest
    static final ArchRule HTTP_STAYS_OUT_OF_THE_STORE = noClasses().that()
            .resideInAnyPackage("..store..", "..ingest..", "..emit..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..", "dev.tavilypipeline.kit.http..")
            .because(
                    "a store is used without a request too: throw a plain exception, and translate it in the resource or in the "
                            + "package http");

    @ArchTest
    static final ArchRule KAFKA_STAYS_AT_THE_EDGES = noClasses().that().resideInAnyPackage("..store..", "..runs..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..")
            .because("facts arrive through ingest and envelopes leave through emit");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.tavilypipeline.collector.(*)..").should().beFreeOfCycles()
            .because("a package that needs its own user belongs together with it, or what both need belongs into projection");

    @ArchTest
    static final ArchRule NO_DEFAULT_LOCALE = noClasses().should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .because("digits and separators would depend on the machine: join texts, or give String.format Locale.ROOT");
}
