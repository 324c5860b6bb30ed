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
            .because("splitting is a pure function of bytes: what needs Kafka or a destination goes to consume or deliver");

    @ArchTest
    static final ArchRule PACKING_IS_PLAIN = classes().that().resideInAPackage("..pack..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "..bridge.split..", "..bridge.pack..")
            .because("what fits into a call is arithmetic: what needs AWS goes to deliver");

    @ArchTest
    static final ArchRule AWS_STAYS_AT_THE_EDGES = noClasses().that().resideOutsideOfPackage("..deliver.aws..")
            .and().haveNameNotMatching(".*\\.(Firehose|S3|ErrorClassifier|StreamCheck)[A-Za-z0-9$]*")
            .should().dependOnClassesThat().resideInAPackage("software.amazon..")
            .because("what a response means is told as an Answer, so that deciding needs no SDK");

    @ArchTest
    static final ArchRule KAFKA_STAYS_AT_THE_EDGES = noClasses().that().resideOutsideOfPackage("..consume..")
            .and().haveSimpleNameNotStartingWith("Kafka")
            .should().dependOnClassesThat().resideInAPackage("org.apache.kafka..")
            .because("rows know where they come from as numbers: pass those, or ask through an interface as TopicId does");

    @ArchTest
    static final ArchRule DESTINATIONS_DO_NOT_KNOW_THE_CONSUMER = noClasses().that().resideInAPackage("..deliver..")
            .should().dependOnClassesThat().resideInAPackage("..consume..")
            .because("the consumer gives batches to a destination through Destination alone");

    @ArchTest
    static final ArchRule THE_CONSUMER_DOES_NOT_KNOW_THE_DESTINATIONS = noClasses().that().resideInAPackage("..consume..")
            .should().dependOnClassesThat().resideInAnyPackage("..deliver.objects..", "..deliver.firehose..", "..deliver.aws..")
            .because("which destination it is, is chosen in ChosenDestination alone");

    @ArchTest
    static final ArchRule DESTINATIONS_ARE_NAMED_SO = classes().that().implement(Destination.class)
            .should().haveSimpleNameEndingWith("Destination")
            .because("who looks for the alternatives finds them by name");

    @ArchTest
    static final ArchRule PARTS_DO_NOT_GO_IN_CIRCLES = slices().matching("dev.tavilypipeline.bridge.(*)..")
            .should().beFreeOfCycles();
}
