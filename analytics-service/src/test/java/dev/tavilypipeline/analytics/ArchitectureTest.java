package dev.tavilypipeline.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tavilypipeline.analytics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.tavilypipeline.analytics.(*)..").should().beFreeOfCycles()
            .because("load fills the warehouse and kpi asks it: what both need belongs to the warehouse");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ENGINE = noClasses()
            .that().resideOutsideOfPackages("..analytics.warehouse..", "..analytics.load..")
            .should().dependOnClassesThat().resideInAnyPackage("org.duckdb..", "..analytics.warehouse.*..")
            .because("KPIs are asked of any warehouse: put what is an engine's own into its package below warehouse/");

    @ArchTest
    static final ArchRule HTTP_IS_FOR_RESOURCES = noClasses()
            .that()
            .resideOutsideOfPackages("..analytics.kpi..", "..analytics.completeness..", "..analytics.catalogue..",
                    "..analytics.proxy..",
                    "..analytics.session..", "..analytics.ui..")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..", "..kit.http..")
            .because("clients are answered by resources, from what the others return or throw");

    @ArchTest
    static final ArchRule NO_KAFKA = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..")
            .because("this service is fed by objects; what is needed from Kafka is the bridge's to deliver");

    @ArchTest
    static final ArchRule NO_CATCH_ALL_NAMES = classes().should().haveSimpleNameNotEndingWith("Manager")
            .andShould().haveSimpleNameNotEndingWith("Helper")
            .andShould().haveSimpleNameNotEndingWith("Impl")
            .andShould().haveSimpleNameNotEndingWith("Util")
            .because("a class is named for the one thing it does");
}
