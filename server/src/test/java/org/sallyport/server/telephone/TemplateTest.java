package org.sallyport.server.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {
    private static final Map<String, String> VALUES = Map.of(
            "number",
            "+306901234567",
            "digits",
            "306901234567",
            "code",
            "482913",
            "text",
            "a \"quoted\"\n\\ {code} text");

    @Test
    void aValueInJsonStaysATextWhateverIsInIt() {
        var template = Template.parse(
                        "application/json",
                        "{\"to\": [\"{number}\"], \"n\": 1, \"text\": \"<{text}>\", \"{code}\": true}")
                .orElseThrow();

        var tree = JsonMapper.shared().readTree(template.fill(VALUES));

        assertThat(tree.path("to").path(0).asString()).isEqualTo("+306901234567");
        assertThat(tree.path("text").asString()).isEqualTo("<a \"quoted\"\n\\ {code} text>");
        assertThat(tree.path("n").asInt()).isEqualTo(1);
        assertThat(tree.size()).isEqualTo(4);
    }

    @Test
    void aValueInAFormStaysAValueWhateverIsInIt() {
        var template = Template.parse("application/x-www-form-urlencoded", "to={digits}&text=x%26{text}")
                .orElseThrow();

        assertThat(template.fill(Map.of("digits", "30690", "text", "a&b=c"))).isEqualTo("to=30690&text=x%26a%26b%3Dc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"to\": {number}}", "to={number}", "\"{text}\"", "{\"to\": \"{number}\""})
    void whatIsNoJsonIsNoTemplate(String text) {
        assertThat(Template.parse("application/json", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"to\": \"{number}\"}", "to={number}&", "to=%zz"})
    void whatIsNoFormIsNoTemplate(String text) {
        assertThat(Template.parse("application/x-www-form-urlencoded", text)).isEmpty();
    }
}
