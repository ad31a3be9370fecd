package org.sallyport.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.sallyport.architecture.Packages.ALL;
import static org.sallyport.architecture.Packages.CONFIG;
import static org.sallyport.architecture.Packages.CORE;
import static org.sallyport.architecture.Packages.LISTENER_SEAM;
import static org.sallyport.architecture.Packages.MAIN;
import static org.sallyport.architecture.Packages.OUTWARD;
import static org.sallyport.architecture.Packages.SERVER;
import static org.sallyport.architecture.Packages.SQL_STORE;
import static org.sallyport.architecture.Packages.WEB;
import static org.sallyport.architecture.Packages.WIRE;
import static org.sallyport.architecture.Packages.seeOnlyTheSeamAndTheirOwnProtocol;
import static org.sallyport.architecture.Packages.serverClassesBut;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.sallyport.server.web.Visitor;
import org.sallyport.server.web.api.Open;
import org.sallyport.server.web.security.Needs;
import org.springframework.web.bind.annotation.RequestMapping;

/// "What depends on what" of ARCHITECTURE.md. Each rule says why; whoever needs an exception changes the document
/// and the rule together, with a decision record.
@AnalyzeClasses(packages = "org.sallyport", importOptions = ProductClasses.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule theCoreStandsOnTheJdkAlone = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, "java..", "javax.crypto..", "org.jspecify..")
            .because("the rules must be readable, testable and reusable without any framework");

    @ArchTest
    static final ArchRule nobodySeesMain = noClasses()
            .that()
            .resideOutsideOfPackage(MAIN)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MAIN)
            .because("main wires the parts; a part that knows its wiring cannot be wired differently");

    @ArchTest
    static final ArchRule theConfigurationSeesNoOtherPart = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat(serverClassesBut(CONFIG))
            .because("settings are values that everybody reads; choosing parts by them happens in main");

    @ArchTest
    static final ArchRule aCodecIsPure = classes()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(WIRE, "java..", "org.jspecify..")
            .because("bytes to records and back, with no socket and no clock, can be tested and fuzzed exhaustively");

    @ArchTest
    static final ArchRule aCodecKnowsNeitherSocketNorClock = noClasses()
            .that()
            .resideInAPackage(WIRE)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.(net\\..*Socket.*|nio\\.channels\\..*|time\\.(Clock|InstantSource))")
            .because("a codec that waits or asks the time behaves differently on the wire than in its test");

    @ArchTest
    static final ArchRule aCodecInItsListenersPackageKnowsNoSocketEither = noClasses()
            .that()
            .resideInAnyPackage("org.sallyport.server.listener.http", "org.sallyport.server.listener.ldap")
            .and()
            .haveNameNotMatching(".*\\.(\\w+(Conversation|Listener|Desk)|AnswerWriter)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.netty\\..*|java\\.(net\\.\\w*Socket|nio\\.channels\\..*)")
            .because("what a message means must not depend on how its bytes arrived");

    @ArchTest
    static final ArchRule theListenerSeamKnowsNoProtocol = noClasses()
            .that()
            .resideInAPackage(LISTENER_SEAM)
            .should()
            .dependOnClassesThat(serverClassesBut(LISTENER_SEAM, CONFIG))
            .because("what no protocol may forget is written once, for all of them");

    @ArchTest
    static final ArchRule aListenerSeesOnlyItsOwnProtocol = classes()
            .that()
            .resideInAPackage("org.sallyport.server.listener.*..")
            .should(seeOnlyTheSeamAndTheirOwnProtocol(LISTENER_SEAM))
            .because("protocols come and go one by one; a listener asks the verifier and never a store, a directory,"
                    + " a page or another listener");

    @ArchTest
    static final ArchRule theGatewaySeesOnlyItsOwnProtocol = classes()
            .that()
            .resideInAPackage("org.sallyport.server.gateway..")
            .and()
            .resideOutsideOfPackage("org.sallyport.server.gateway.upstream..")
            .should(seeOnlyTheSeamAndTheirOwnProtocol(
                    "org.sallyport.server.gateway", "org.sallyport.server.gateway.upstream.."))
            .because("a dialogue before sign-in is one protocol's; it asks the verifier and never a store, a"
                    + " directory, a page or a listener of another protocol");

    @ArchTest
    static final ArchRule theUpstreamSignsInWithCodecsOnly = noClasses()
            .that()
            .resideInAPackage("org.sallyport.server.gateway.upstream..")
            .should()
            .dependOnClassesThat(serverClassesBut(
                    "org.sallyport.server.gateway.upstream..",
                    "org.sallyport.server.gateway",
                    LISTENER_SEAM,
                    CONFIG,
                    WIRE))
            .because("signing in upstream must not depend on how the old client signed in here");

    @ArchTest
    static final ArchRule everyEndpointOfTheAdministrationSaysWhatItNeeds = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.sallyport.server.web.admin..")
            .and()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .beAnnotatedWith(Needs.class)
            .because("an endpoint that says nothing opens to nobody, and who may is read in one table");

    @ArchTest
    static final ArchRule theAdministrationTakesWhatItOpensWithForFresh = noClasses()
            .that()
            .resideInAPackage("..web.admin..")
            .should()
            .callMethod(Visitor.class, "needsStepUp", Instant.class)
            .orShould()
            .callMethod(Visitor.class, "isFresh", Instant.class)
            .because("a code would do there that does not open the administration: ask for isFreshAsStaff");

    @ArchTest
    static final ArchRule everyEndpointOfTheApiSaysWhatItNeeds = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.sallyport.server.web.api..")
            .and()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .beAnnotatedWith(Needs.class)
            .orShould()
            .beAnnotatedWith(Open.class)
            .because("an endpoint that says nothing opens to no token, and who may is read in one table");

    @ArchTest
    static final ArchRule pagesSeeNoOtherPart = seesOnlyItself("web");

    @ArchTest
    static final ArchRule storesSeeNoOtherPart = seesOnlyItself("store");

    @ArchTest
    static final ArchRule directoriesSeeNoOtherPart = seesOnlyItself("directory");

    @ArchTest
    static final ArchRule notificationsSeeNoOtherPart = seesOnlyItself("notify");

    @ArchTest
    static final ArchRule whoCallsElsewhereKnowsNoPart = noClasses()
            .that()
            .resideInAPackage(OUTWARD)
            .should()
            .dependOnClassesThat(serverClassesBut(OUTWARD))
            .because("where Sallyport may connect to is judged once, for every part that calls somebody");

    @ArchTest
    static final ArchRule syslogSeesNoOtherPart = seesOnlyItself("syslog");

    @ArchTest
    static final ArchRule webhooksSeeNoOtherPart = seesOnlyItself("webhook");

    @ArchTest
    static final ArchRule telephonesSeeNoOtherPart = seesOnlyItself("telephone");

    @ArchTest
    static final ArchRule clientSetupSeesNoOtherPart = seesOnlyItself("clientsetup");

    @ArchTest
    static final ArchRule observationSeesNoOtherPart = seesOnlyItself("observe");

    @ArchTest
    static final ArchRule theCommandLineOfAServerElsewhereSeesNoOtherPart = seesOnlyItself("remote");

    @ArchTest
    static final ArchRule springLivesWhereItEarnsItsPlace = noClasses()
            .that()
            .resideInAPackage(ALL)
            .and()
            .resideOutsideOfPackages(MAIN, WEB, CONFIG, SQL_STORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..")
            .because("Spring carries the wiring, the pages and the transactions; the rest outlives it");

    @ArchTest
    static final ArchRule packagesOfTheCoreFormNoCycle = slices().matching("org.sallyport.core.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a circle are one package with several names");

    @ArchTest
    static final ArchRule packagesOfTheServerFormNoCycle = slices().matching("org.sallyport.server.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages in a circle are one package with several names");

    @ArchTest
    static final ArchRule whatIsCheckedNeverBecomesAString = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.sallyport.core.directory..",
                    "org.sallyport.core.throttle..",
                    "org.sallyport.core.verify..",
                    "org.sallyport.server.directory..",
                    "org.sallyport.server.listener..")
            .should()
            .callMethod("org.sallyport.core.secret.Secret", "reveal")
            .because("a string cannot be cleared: passwords are judged and digested from characters that are");

    @ArchTest
    static final ArchRule aTypeIsNamedByWhatItIs = noClasses()
            .that()
            .resideInAPackage(ALL)
            .should()
            .haveNameMatching(
                    ".*[.$](\\w*(Impl|Manager|Helper|Utils?|Data|Info|Processor)|Abstract[A-Z]\\w*|I[A-Z][a-z]\\w*)")
            .because("such names say nothing; an implementation is named by what is particular about it: SqlStore");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .because("what a class needs stands in its constructor, so that a test can give it");

    @ArchTest
    static final ArchRule nothingIsInjectedThroughSetters = noMethods()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject")
            .because("what a class needs stands in its constructor, so that a test can give it");

    @ArchTest
    static final ArchRule partsAreChosenByHand = noClasses()
            .that()
            .resideOutsideOfPackage(WEB)
            .should()
            .beAnnotatedWith("org.springframework.context.annotation.ComponentScan")
            .orShould()
            .beAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
            .because("wiring is explicit: who reads the wiring of main has read which parts there are");

    @ArchTest
    static final ArchRule onlyMainAsksTheMachineForTheTime = noClasses()
            .that()
            .resideInAnyPackage(CORE, SERVER)
            .and()
            .resideOutsideOfPackage(MAIN)
            .should()
            .callMethodWhere(target(nameMatching("now|system|systemUTC|systemDefaultZone"))
                    .and(target(owner(nameMatching("java\\.time\\..*")))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(java.util.Date.class)
            .because("time arrives as an Instant or an InstantSource, so that a test can set it");

    @ArchTest
    static final ArchRule onlyMainTalksToTheTerminal = noClasses()
            .that()
            .resideInAnyPackage(CORE, SERVER)
            .and()
            .resideOutsideOfPackage(MAIN)
            .should(ACCESS_STANDARD_STREAMS)
            .because("an operator reads log lines made of fields; the command line belongs to main");

    @ArchTest
    static final ArchRule aLogLineIsAnEventWithFields = noClasses()
            .that()
            .resideInAPackage(ALL)
            .should()
            .callMethodWhere(target(nameMatching("trace|debug|info|warn|error"))
                    .and(target(owner(nameMatching("org\\.slf4j\\.Logger")))))
            .orShould()
            .callMethodWhere(target(nameMatching("log"))
                    .and(target(owner(nameMatching("org\\.slf4j\\.spi\\.LoggingEventBuilder"))))
                    .and(DescribedPredicate.describe(
                            "with a text of its own",
                            call -> !call.getTarget().getRawParameterTypes().isEmpty())))
            .because(
                    "an operator searches the log by event and by field: setMessage names the event, addKeyValue a field");

    private static ArchRule seesOnlyItself(String part) {
        String itself = "org.sallyport.server." + part + "..";
        return noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat(serverClassesBut(itself, CONFIG, OUTWARD))
                .because("parts meet in the core's ports and in main; a part that sees another cannot be left out");
    }
}
