package dev.tavilypipeline.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import com.github.victools.jsonschema.generator.impl.PropertySortUtils;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;

/** The JSON Schema of what stands on a topic or on a line of the lake: one document each, made from the records. */
final class ContractSchemas {

    static final Path FOLDER = Path.of("..", "docs", "schemas");

    static final List<Class<?>> DOCUMENTED = List.of(ResearchJob.class, CancelRequested.class, RunEvent.class,
            RunEnvelope.class, AgentRunRow.class, RunStepRow.class, ApiCallRow.class);

    private static final SchemaGenerator GENERATOR = generator();

    private ContractSchemas() {
    }

    /** {@code RunEvent} is in {@code run_event.schema.json}. */
    static Path fileOf(Class<?> type) {
        String snakeName = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return FOLDER.resolve(snakeName + ".schema.json");
    }

    static String schemaOf(Class<?> type) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(GENERATOR.generateSchema(type)) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12,
                OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.SKIP_SUBTYPE_LOOKUP, JacksonOption.IGNORE_TYPE_INFO_TRANSFORM))
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.DEFINITIONS_FOR_ALL_OBJECTS);
        config.forFields().withNullableCheck(field -> !field.getAnnotation(JsonProperty.class).required());
        config.forTypesInGeneral()
                .withPropertySorter(PropertySortUtils.SORT_PROPERTIES_FIELDS_BEFORE_METHODS) // as declared
                .withCustomDefinitionProvider(ContractSchemas::oneOfTheKinds)
                .withTypeAttributeOverride(ContractSchemas::addType);
        return new SchemaGenerator(config.build());
    }

    /**
     * The generator's own way leaves {@code anyOf} and two definitions a kind; a reader wants one of six, selected by its type.
     */
    private static CustomDefinition oneOfTheKinds(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType() != RunEvent.class) {
            return null;
        }
        ObjectNode definition = context.getGeneratorConfig().createObjectNode();
        ArrayNode kinds = definition.putArray("oneOf");
        for (Class<?> kind : RunEvent.class.getPermittedSubclasses()) {
            kinds.add(context.createDefinitionReference(context.getTypeContext().resolve(kind)));
        }
        return new CustomDefinition(definition);
    }

    private static void addType(ObjectNode definition, TypeScope scope, SchemaGenerationContext context) {
        for (JsonSubTypes.Type kind : RunEvent.class.getAnnotation(JsonSubTypes.class).value()) {
            if (scope.getType().getErasedType() == kind.value()) {
                ObjectNode properties = (ObjectNode) definition.get("properties");
                ObjectNode typeFirst = context.getGeneratorConfig().createObjectNode();
                typeFirst.putObject("type").put("const", kind.name());
                typeFirst.setAll(properties);
                definition.set("properties", typeFirst);
                ((ArrayNode) definition.get("required")).insert(0, "type");
            }
        }
    }
}
