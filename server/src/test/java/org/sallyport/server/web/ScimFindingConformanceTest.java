package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The part of the table that is about finding (RFC 7644 section 3.4.2) and versions (section 3.14).
class ScimFindingConformanceTest extends WrittenByAProvisioner {
    @Nested
    class Finding {
        @BeforeEach
        void write() {
            writer.add("eleni", "1");
            writer.add("nikos", "2");
            writer.add("maria", "3");
        }

        private JsonNode found(String filter) {
            return ScimWriter.json(writer.get("/Users?filter=" + URLEncoder.encode(filter, UTF_8)));
        }

        private int count(String filter) {
            return found(filter.replace('\'', '"')).get("totalResults").asInt();
        }

        @Test
        void filtersAreUnderstood() {
            assertThat(count("userName eq 'eleni'")).isEqualTo(1);
            assertThat(count("userName eq 'ELENI'")).isEqualTo(1);
            assertThat(count("externalId eq '2'")).isEqualTo(1);
            assertThat(count("userName eq 'nobody'")).isZero();
            assertThat(count("userName co 'i'")).isEqualTo(3);
            assertThat(count("userName sw 'ma'")).isEqualTo(1);
            assertThat(count("userName sw 'e' or userName sw 'n'")).isEqualTo(2);
            assertThat(count("userName co 'i' and externalId eq '3'")).isEqualTo(1);
            assertThat(count("not (userName eq 'eleni')")).isEqualTo(2);
            assertThat(count("emails[type eq 'work' and value co 'maria']")).isEqualTo(1);
            assertThat(count("active eq true")).isEqualTo(3);
        }

        @Test
        void oneThatIsNoneIsRefused() {
            ScimWriter.assertError(writer.get("/Users?filter=userName+is+eleni"), 400, "invalidFilter");
        }

        @Test
        void oneThatIsTooDeepIsRefusedBeforeItIsRead() {
            var deep = "(".repeat(5_000) + "active eq true" + ")".repeat(5_000);

            ScimWriter.assertError(
                    writer.get("/Users?filter=" + deep.substring(0, 3000).replace(" ", "+")), 400, "invalidFilter");
            assertThat(writer.send("POST", "/Users/.search", "{'filter':'" + deep + "'}")
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void pagesAreCountedFromOne() {
            var first = ScimWriter.json(writer.get("/Users?startIndex=1&count=2"));
            var second = ScimWriter.json(writer.get("/Users?startIndex=3&count=2"));

            assertThat(first.get("totalResults").asInt()).isEqualTo(3);
            assertThat(first.get("Resources").size()).isEqualTo(2);
            assertThat(second.get("Resources").size()).isEqualTo(1);
            assertThat(ScimWriter.json(writer.get("/Users?count=0"))
                            .get("totalResults")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void attributesCanBeChosen() {
            assertThat(writer.get("/Users?attributes=userName").page())
                    .contains("eleni")
                    .doesNotContain("Papadaki");
            assertThat(writer.get("/Users?excludedAttributes=name").page()).doesNotContain("givenName");
        }
    }

    @Nested
    class Versions {
        @Test
        void whatHasNotChangedIsNotSentAgain() {
            var made = writer.add("eleni", "7f3a");
            var again = writer.with("If-None-Match", made.header("ETag")).get("/Users/" + ScimWriter.id(made));

            assertThat(again.status()).isEqualTo(304);
        }

        @Test
        void whoeverHasReadAnEarlierOneChangesNothing() {
            var made = writer.add("eleni", "7f3a");
            writer.patch("/Users/" + ScimWriter.id(made), "{'op':'replace','path':'displayName','value':'Another'}");
            var late = writer.with("If-Match", made.header("ETag")).send("DELETE", "/Users/" + ScimWriter.id(made), "");

            assertThat(late.status()).isEqualTo(412);
            assertThat(account("eleni").orElseThrow().isActive()).isTrue();
        }
    }
}
