package dev.tavilypipeline.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tavilypipeline", importOptions = DoNotIncludeTests.class)
class KitRulesTest {

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.tavilypipeline.kit.(*)..").should().beFreeOfCycles()
            .because("each package is to be understood alone: move what both need into the lower one");

    @ArchTest
    static final ArchRule KAFKA_IN_ONE_PLACE = noClasses().that().resideInAPackage("dev.tavilypipeline.kit..")
            .and().resideOutsideOfPackage("dev.tavilypipeline.kit.kafka..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.kafka..", "io.smallrye.reactive.messaging..",
                    "org.eclipse.microprofile.reactive.messaging..", "dev.tavilypipeline.kit.kafka..")
            .because("a service without Kafka uses the rest of the kit: what knows of Kafka belongs in the package kafka");

    @ArchTest
    static final ArchRule HTTP_IN_ONE_PLACE = noClasses().that().resideInAPackage("dev.tavilypipeline.kit..")
            .and().resideOutsideOfPackage("dev.tavilypipeline.kit.http..")
            .should().dependOnClassesThat().resideInAnyPackage("jakarta.ws.rs..", "org.jboss.resteasy..",
                    "dev.tavilypipeline.kit.http..")
            .because("failures behind a request have exceptions of their own: let the package http turn them"
                    + " into answers");

    @ArchTest
    static final ArchRule JSON_IS_PLAIN = noClasses().that().resideInAPackage("dev.tavilypipeline.kit.json..")
            .should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..")
            .because("tests and tools read the contract without a container: keep the edge's types at the edge");

    @ArchTest
    static final ArchRule NO_DEFAULT_LOCALE = noClasses().should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .because("digits and separators would depend on the machine: join texts, or give String.format Locale.ROOT");
}
