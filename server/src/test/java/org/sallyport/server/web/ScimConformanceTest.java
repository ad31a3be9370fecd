package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;

/// A table of our own of what RFC 7643 and RFC 7644 ask of a service provider, section by section, and of what the two
/// best-known clients send besides.
class ScimConformanceTest extends WrittenByAProvisioner {
    @Nested
    class WhoMayAsk {
        @Test
        void whoeverHasNoTokenIsToldSo() {
            for (var stranger : new Browser[] {
                web.browser(),
                web.browser().with("Authorization", "Bearer wrong"),
                web.browser().with("Authorization", "Basic " + TOKEN)
            }) {
                var answer = stranger.method("GET", "/scim/v2/Users", ScimWriter.TYPE, "");

                ScimWriter.assertError(answer, 401, "");
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            }
        }

        @Test
        void whereNobodyWritesThereIsNothing() {
            web.writtenBy();

            assertThat(web.browser()
                            .with("Authorization", "Bearer " + TOKEN)
                            .method("GET", "/scim/v2/Users", ScimWriter.TYPE, "")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Nested
    class WhatItSaysOfItself {
        @Test
        void theServiceProviderConfigurationIsTrue() {
            var config = ScimWriter.json(writer.get("/ServiceProviderConfig"));

            assertThat(config.get("patch").get("supported").asBoolean()).isTrue();
            assertThat(config.get("filter").get("supported").asBoolean()).isTrue();
            assertThat(config.get("etag").get("supported").asBoolean()).isTrue();
            assertThat(config.get("bulk").get("supported").asBoolean()).isFalse();
            assertThat(config.get("sort").get("supported").asBoolean()).isFalse();
            assertThat(config.get("changePassword").get("supported").asBoolean())
                    .isFalse();
            assertThat(config.get("authenticationSchemes").get(0).get("type").stringValue())
                    .isEqualTo("oauthbearertoken");
        }

        @Test
        void resourceTypesAndSchemasAreThere() {
            assertThat(writer.get("/ResourceTypes").page()).contains("/Users").contains("/Groups");
            assertThat(writer.get("/ResourceTypes/User").status()).isEqualTo(200);
            assertThat(writer.get("/Schemas").page()).contains(ScimWriter.USER).contains(ScimWriter.GROUP);
            assertThat(writer.get("/Schemas/" + ScimWriter.USER).status()).isEqualTo(200);
        }

        @Test
        void manyAtOnceIsNotImplemented() {
            assertThat(writer.send(
                                    "POST",
                                    "/Bulk",
                                    "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[]}")
                            .status())
                    .isEqualTo(501);
        }
    }

    @Nested
    class People {
        @Test
        void somebodyWhoIsWrittenHasAnAccountAndALocation() {
            var made = writer.add("eleni", "7f3a");

            assertThat(made.status()).isEqualTo(201);
            assertThat(made.header("Location")).endsWith("/scim/v2/Users/" + ScimWriter.id(made));
            assertThat(made.header("ETag")).isNotEmpty();
            assertThat(ScimWriter.json(made).get("meta").get("resourceType").stringValue())
                    .isEqualTo("User");
            assertThat(ScimWriter.json(made).get("name").get("givenName").stringValue())
                    .isEqualTo("Eleni");
            assertThat(account("eleni").orElseThrow().profile().displayName()).isEqualTo("Eleni Papadaki");
            assertThat(account("eleni")
                            .orElseThrow()
                            .contact()
                            .orElseThrow()
                            .address()
                            .value())
                    .isEqualTo("eleni@olive.example");
        }

        @Test
        void theyAreReadBackAsTheyWereWritten() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));

            var read = ScimWriter.json(writer.get("/Users/" + id));
            assertThat(read.get("userName").stringValue()).isEqualTo("eleni");
            assertThat(read.get("externalId").stringValue()).isEqualTo("7f3a");
            assertThat(read.get("emails").get(0).get("type").stringValue()).isEqualTo("work");
        }

        @Test
        void aPasswordIsNeitherTakenNorKept() {
            var made = writer.send(
                    "POST",
                    "/Users",
                    "{'schemas':['" + ScimWriter.USER + "'],'userName':'nikos','password':'thyme by the sea'}");

            assertThat(made.status()).isEqualTo(201);
            assertThat(made.page()).doesNotContain("thyme by the sea");
            assertThat(writer.get("/Users/" + ScimWriter.id(made)).page()).doesNotContain("password");
        }

        @Test
        void aNameIsThereOnce() {
            writer.add("eleni", "7f3a");

            ScimWriter.assertError(writer.add("ELENI", "another"), 409, "uniqueness");
            ScimWriter.assertError(writer.add("another", "7f3a"), 409, "uniqueness");
        }

        @Test
        void aNameOfSomebodyElseIsForAnAdminToDecide() {
            web.organisation.add("eleni", Account.Role.PERSON, Optional.empty());

            ScimWriter.assertError(writer.add("eleni", "7f3a"), 409, "uniqueness");
            assertThat(ScimWriter.json(writer.get("/Users")).get("totalResults").asInt())
                    .isZero();
        }

        @Test
        void aNameIsNeeded() {
            ScimWriter.assertError(
                    writer.send("POST", "/Users", "{'schemas':['" + ScimWriter.USER + "'],'displayName':'x'}"),
                    400,
                    "");
            ScimWriter.assertError(writer.send("POST", "/Users", "not json"), 400, "invalidSyntax");
        }

        @Test
        void whoeverIsNotThereIsNotFound() {
            ScimWriter.assertError(writer.get("/Users/6f1c8d3e-0000-4000-8000-000000000000"), 404, "");
        }

        @Test
        void puttingReplaces() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));
            var put = writer.send(
                    "PUT",
                    "/Users/" + id,
                    "{'schemas':['" + ScimWriter.USER + "'],'userName':'eleni.p','displayName':'Eleni P.'}");

            assertThat(put.status()).isEqualTo(200);
            assertThat(account("eleni")).isEmpty();
            assertThat(account("eleni.p").orElseThrow().profile().displayName()).isEqualTo("Eleni P.");
            assertThat(writer.get("/Users/" + id).page()).doesNotContain("givenName");
        }

        @Test
        void whoeverIsDeletedIsNotFoundAndSleeps() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));

            assertThat(writer.send("DELETE", "/Users/" + id, "").status()).isEqualTo(204);
            ScimWriter.assertError(writer.get("/Users/" + id), 404, "");
            ScimWriter.assertError(writer.send("DELETE", "/Users/" + id, ""), 404, "");
            assertThat(account("eleni").orElseThrow().status()).isEqualTo(Account.Status.SUSPENDED);
        }

        @Test
        void whoeverIsWrittenAgainWakes() {
            var first = writer.add("eleni", "7f3a");
            var account = account("eleni").orElseThrow().id();
            writer.send("DELETE", "/Users/" + ScimWriter.id(first), "");
            var second = writer.add("eleni", "7f3a");

            assertThat(ScimWriter.id(second)).isEqualTo(ScimWriter.id(first));
            assertThat(account("eleni").orElseThrow().id()).isEqualTo(account);
            assertThat(account("eleni").orElseThrow().isActive()).isTrue();
        }
    }

    @Nested
    class Patches {
        @Test
        void whoeverIsSetInactiveSleeps() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));
            var patched = writer.patch("/Users/" + id, "{'op':'replace','path':'active','value':false}");

            assertThat(patched.status()).isBetween(200, 204);
            assertThat(account("eleni").orElseThrow().status()).isEqualTo(Account.Status.SUSPENDED);

            writer.patch("/Users/" + id, "{'op':'replace','path':'active','value':true}");
            assertThat(account("eleni").orElseThrow().isActive()).isTrue();
        }

        @Test
        void whatEntraSendsIsUnderstood() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));
            writer.patch("/Users/" + id, "{'op':'Replace','path':'active','value':'False'}");
            assertThat(account("eleni").orElseThrow().status()).isEqualTo(Account.Status.SUSPENDED);

            writer.patch(
                    "/Users/" + id,
                    "{'op':'Add','path':'emails[type eq ~work~].value','value':'e.papadaki@olive.example'}");
            assertThat(ScimWriter.json(writer.get("/Users/" + id))
                            .get("emails")
                            .get(0)
                            .get("value")
                            .stringValue())
                    .isEqualTo("e.papadaki@olive.example");

            writer.patch("/Users/" + id, "{'op':'Replace','value':{'active':'True','displayName':'E. Papadaki'}}");
            assertThat(account("eleni").orElseThrow().isActive()).isTrue();
            assertThat(account("eleni").orElseThrow().profile().displayName()).isEqualTo("E. Papadaki");
        }

        @Test
        void whatOktaSendsIsUnderstood() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));
            writer.patch("/Users/" + id, "{'op':'replace','value':{'active':false}}");

            assertThat(account("eleni").orElseThrow().status()).isEqualTo(Account.Status.SUSPENDED);
        }

        @Test
        void anOperationThatThereIsNotIsRefused() {
            var id = ScimWriter.id(writer.add("eleni", "7f3a"));

            assertThat(writer.patch("/Users/" + id, "{'op':'move','path':'active','value':false}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Groups {
        @Test
        void aGroupPutsItsMembersIntoIt() {
            var eleni = ScimWriter.id(writer.add("eleni", "1"));
            var made = writer.addGroup("Sales", eleni);

            assertThat(made.status()).isEqualTo(201);
            assertThat(account("eleni").orElseThrow().profile().groups()).containsExactly(new GroupName("Sales"));
            assertThat(ScimWriter.json(writer.get("/Users/" + eleni))
                            .get("groups")
                            .get(0)
                            .get("value")
                            .stringValue())
                    .isEqualTo(ScimWriter.id(made));
        }

        @Test
        void membersComeAndGo() {
            var eleni = ScimWriter.id(writer.add("eleni", "1"));
            var nikos = ScimWriter.id(writer.add("nikos", "2"));
            var sales = ScimWriter.id(writer.addGroup("Sales", eleni));
            writer.patch("/Groups/" + sales, "{'op':'Add','path':'members','value':[{'value':'" + nikos + "'}]}");
            writer.patch("/Groups/" + sales, "{'op':'Remove','path':'members[value eq ~" + eleni + "~]'}");

            assertThat(account("eleni").orElseThrow().profile().groups()).isEmpty();
            assertThat(account("nikos").orElseThrow().profile().groups()).containsExactly(new GroupName("Sales"));
            assertThat(ScimWriter.json(writer.get("/Groups/" + sales))
                            .get("members")
                            .size())
                    .isEqualTo(1);
        }

        @Test
        void anotherNameIsAnotherNameForAllMembers() {
            var eleni = ScimWriter.id(writer.add("eleni", "1"));
            var sales = ScimWriter.id(writer.addGroup("Sales", eleni));
            writer.patch("/Groups/" + sales, "{'op':'replace','path':'displayName','value':'Press'}");

            assertThat(account("eleni").orElseThrow().profile().groups()).containsExactly(new GroupName("Press"));
        }

        @Test
        void aGroupThatIsDeletedHoldsNobody() {
            var eleni = ScimWriter.id(writer.add("eleni", "1"));
            var sales = ScimWriter.id(writer.addGroup("Sales", eleni));

            assertThat(writer.send("DELETE", "/Groups/" + sales, "").status()).isEqualTo(204);
            ScimWriter.assertError(writer.get("/Groups/" + sales), 404, "");
            assertThat(account("eleni").orElseThrow().profile().groups()).isEmpty();
        }

        @Test
        void whoeverIsNotThereIsNoMember() {
            ScimWriter.assertError(writer.addGroup("Sales", "nobody"), 400, "invalidValue");
        }

        @Test
        void aGroupIsFoundByItsName() {
            writer.addGroup("Sales");

            assertThat(ScimWriter.json(writer.get("/Groups?filter=displayName+eq+%22Sales%22"))
                            .get("totalResults")
                            .asInt())
                    .isEqualTo(1);
            ScimWriter.assertError(writer.addGroup("Sales"), 409, "uniqueness");
        }
    }
}
