package dev.tavilypipeline.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.tavilypipeline.contract", importOptions = DoNotIncludeTests.class)
class ContractRulesTest {

    @ArchTest
    static final ArchRule DEPENDS_ON_ANNOTATIONS_ALONE = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson.annotation", "dev.tavilypipeline.contract")
            .because("every service, the tests and the tools read the contract: what needs a library belongs in service-kit");

    @ArchTest
    static final ArchRule RECORDS_TOLERATE_UNKNOWN_FIELDS = classes().that().areRecords().and()
            .doNotHaveFullyQualifiedName(Topics.Topic.class.getName())
            .should().beAnnotatedWith(com.fasterxml.jackson.annotation.JsonIgnoreProperties.class)
            .because("during an upgrade an older service reads a newer one's records: annotate the record with"
                    + " @JsonIgnoreProperties(ignoreUnknown = true)");

    @ArchTest
    static final ArchRule NO_DEFAULT_LOCALE = noClasses().should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .because("digits and separators would depend on the machine: join texts, or give String.format Locale.ROOT");
}
