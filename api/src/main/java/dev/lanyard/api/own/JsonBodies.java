package dev.lanyard.api.own;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.Json;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** How the records of our own surfaces become JSON: absent values have no member. */
@Configuration(proxyBeanMethods = false)
public class JsonBodies {

  @Bean
  JsonMapperBuilderCustomizer ownJson() {
    return builder ->
        builder
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .addModule(new SimpleModule().addSerializer(Json.class, new JsonWriter()));
  }

  private static final class JsonWriter extends ValueSerializer<Json> {
    @Override
    public void serialize(Json json, JsonGenerator out, SerializationContext context) {
      JsonText.write(json, out);
    }
  }
}
