package dev.tavilypipeline.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tavilypipeline.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.tavilypipeline.agent.(*)..").should().beFreeOfCycles()
            .because("a feature is read, tested and replaced by itself: turn one of the arrows round with an interface");

    @ArchTest
    static final ArchRule THE_RUN_IS_PLAIN = noClasses().that().resideInAPackage("..agent.run..")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..", "jakarta.enterprise..", "jakarta.inject..",
                    "org.apache.kafka..", "org.eclipse.microprofile..", "io.smallrye.reactive.messaging..", "io.quarkus..",
                    "org.jboss..", "io.micrometer..")
            .because(
                    "what a run is can be tested in memory: put the technology behind Search, SummaryModel or RunEventPublisher");

    @ArchTest
    static final ArchRule KAFKA_AT_THE_EDGES = noClasses().that()
            .resideOutsideOfPackages("..agent.publish..", "..agent.worker..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..")
            .because("records are written in publish/ and read in worker/, and nowhere else");

    @ArchTest
    static final ArchRule HTTP_STAYS_WITH_ITS_PROVIDER = noClasses()
            .that().resideInAnyPackage("..agent.publish..", "..agent.worker..")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..", "io.quarkus.rest..")
            .because("providers are called in tavily/ and model/, clients are answered in research/");

    @ArchTest
    static final ArchRule NO_CATCH_ALL_NAMES = classes().should().haveSimpleNameNotEndingWith("Manager")
            .andShould().haveSimpleNameNotEndingWith("Helper")
            .andShould().haveSimpleNameNotEndingWith("Impl")
            .andShould().haveSimpleNameNotEndingWith("Util")
            .because("a class is named for the one thing it does");
}
