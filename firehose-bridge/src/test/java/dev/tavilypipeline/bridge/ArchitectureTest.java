package dev.tavilypipeline.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import dev.tavilypipeline.bridge.deliver.Destination;

@AnalyzeClasses(packages = "dev.tavilypipeline.bridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule SPLITTING_IS_PLAIN = classes().that().resideInAPackage("..split..")
            .should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson.core..", "..contract..", "..kit.json..",
                    "..bridge.split..")
            .because(
                    "splitting is a pure function of bytes: code that needs Kafka or a destination belongs to consume or deliver");

    @ArchTest
    static final ArchRule AWS_STAYS_AT_THE_EDGES = noClasses().that().resideOutsideOfPackage("..deliver.aws..")
            .and().haveNameNotMatching(".*\\.(Firehose|S3|ErrorClassifier|StreamCheck)[A-Za-z0-9$]*")
            .should().dependOnClassesThat().resideInAPackage("software.amazon..")
            .because("the rest of the code decides on a PutResult and needs no SDK");

    @ArchTest
    static final ArchRule KAFKA_STAYS_AT_THE_EDGES = noClasses().that().resideOutsideOfPackage("..consume..")
            .and().haveSimpleNameNotStartingWith("Kafka")
            .should().dependOnClassesThat().resideInAPackage("org.apache.kafka..")
            .because("a row has its partition and offset as numbers: pass those, or use an interface as TopicId does");

    @ArchTest
    static final ArchRule DESTINATIONS_DO_NOT_KNOW_THE_CONSUMER = noClasses().that().resideInAPackage("..deliver..")
            .should().dependOnClassesThat().resideInAPackage("..consume..")
            .because("the consumer calls a destination, never the other way round");

    @ArchTest
    static final ArchRule THE_CONSUMER_DOES_NOT_KNOW_THE_DESTINATIONS = noClasses().that().resideInAPackage("..consume..")
            .should().dependOnClassesThat().resideInAnyPackage("..deliver.objects..", "..deliver.firehose..", "..deliver.aws..")
            .because("only ChosenDestination knows which destination is configured");

    @ArchTest
    static final ArchRule DESTINATIONS_HAVE_THE_NAME = classes().that().implement(Destination.class)
            .should().haveSimpleNameEndingWith("Destination")
            .because("a reader finds the alternatives by name");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("dev.tavilypipeline.bridge.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_DEFAULT_LOCALE = noClasses().should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .because("digits and separators would depend on the machine: join texts, or give String.format Locale.ROOT");
}
