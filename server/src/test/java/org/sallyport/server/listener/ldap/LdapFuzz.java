package org.sallyport.server.listener.ldap;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.fuzz.Promise;
import org.sallyport.server.listener.ByHeart;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.ThisMachine;

/// Whatever arrives is answered with messages, however it is cut into pieces; what a search or a compare says, nobody
/// is shown more than is theirs; and no cookie is good that was not given here.
///
/// An input is a stream of messages, or a letter and text: `f` a filter, `n` lines with a name, an attribute and a
/// value, `c` a cookie.
public final class LdapFuzz {
    private static final OliveLdap OLIVE = new OliveLdap();
    private static final Username NIKOS = OLIVE.nikos.username();
    private static final LdapDesk DESK = desk();
    private static final List<Identity> IDENTITIES = List.of(
            new Identity.Anonymous(),
            nikos(),
            new Identity.Service(OliveLdap.services().getFirst(), OliveLdap.SERVICE, Optional.empty()));
    private static final int SEQUENCE = 0x30;

    private LdapFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var text = new String(input, 1, input.length - 1, UTF_8);
        switch (input[0]) {
            case SEQUENCE -> {
                conversation(input);
                request(input);
            }
            case 'f' -> filter(text);
            case 'n' -> name(text);
            case 'c' -> cookie(Arrays.copyOfRange(input, 1, input.length));
            default -> isNobodyElse(DESK.tree.bindName(text));
        }
    }

    private static void conversation(byte[] input) {
        var inOne = said(input, input.length);
        Promise.require(Arrays.equals(inOne, said(input, 1 + input.length / 3)), "pieces make no difference");
        Promise.require(messages(inOne).size() <= 1 + input.length / 5, "no message is answered twice");
    }

    /// What is answered to an input that arrives in pieces.
    private static byte[] said(byte[] input, int piece) {
        var channel =
                new EmbeddedChannel(new Exchange(exchange -> new LdapConversation(DESK, new Somebody(), exchange)));
        for (int from = 0; from < input.length && channel.isActive(); from += piece) {
            channel.writeInbound(Unpooled.copiedBuffer(input, from, Math.min(piece, input.length - from)));
        }
        var said = new ByteArrayOutputStream();
        for (ByteBuf some = channel.readOutbound(); some != null; some = channel.readOutbound()) {
            var bytes = new byte[some.readableBytes()];
            some.readBytes(bytes).release();
            said.writeBytes(bytes);
        }
        channel.finishAndReleaseAll();
        return said.toByteArray();
    }

    private static void request(byte[] input) {
        try {
            int length = Ber.frame(input, 0, input.length, LdapConversation.MOST_AFTER_BIND);
            if (length == 0 || length > input.length) {
                return;
            }
            switch (LdapRequest.read(input, 0, length)) {
                case LdapRequest.Search search -> search(search);
                case LdapRequest.Compare compare -> compare(compare);
                case LdapRequest.Bind(var _, var question) -> {
                    isNobodyElse(DESK.tree.bindName(question.name()));
                    question.close();
                }
                case LdapRequest.Unbind _, LdapRequest.Abandon _, LdapRequest.Extended _, LdapRequest.Write _ -> {}
            }
        } catch (Malformed refused) {
            Promise.require(!refused.why().isBlank(), "a refusal says why");
        }
    }

    private static void filter(String text) {
        try {
            encoded(question(OliveLdap.SUFFIX, Filter.create(text)));
        } catch (LDAPException | StringIndexOutOfBoundsException notAFilter) {
            // Clients read such text, and the library's reader goes over its end; here filters come in BER.
        }
    }

    private static void name(String text) {
        var lines = text.split("\n", 3);
        isNobodyElse(DESK.tree.bindName(lines[0]));
        encoded(question(lines[0], Filter.createPresenceFilter("objectClass")));
        if (lines.length == 3) {
            encoded(question(OliveLdap.SUFFIX, Filter.createEqualityFilter(lines[1], lines[2])));
            request(new LDAPMessage(3, new CompareRequestProtocolOp(lines[0], lines[1], new ASN1OctetString(lines[2])))
                    .encode()
                    .encode());
        }
    }

    private static void cookie(byte[] cookie) {
        var control = new SimplePagedResultsControl(2, new ASN1OctetString(cookie));
        var question = question(OliveLdap.SUFFIX, Filter.createPresenceFilter("uid"));
        var answer = DESK.searches.answer(
                new LdapRequest.Search(3, question, List.of((Control) control)), IDENTITIES.getLast());
        answer.share().giveBack();
        Promise.require(
                cookie.length == 0 || answer.messages().size() == 1, "a cookie that was not given here shows nothing");
    }

    private static SearchRequestProtocolOp question(String base, Filter filter) {
        return new SearchRequestProtocolOp(
                base, SearchScope.SUB, DereferencePolicy.NEVER, 0, 0, false, filter, List.of());
    }

    private static void encoded(SearchRequestProtocolOp question) {
        request(new LDAPMessage(3, question).encode().encode());
    }

    private static void search(LdapRequest.Search request) {
        for (var identity : IDENTITIES) {
            var answer = DESK.searches.atOnce(request, identity).orElseGet(() -> {
                var found = DESK.searches.answer(request, identity);
                found.share().giveBack();
                return found.messages();
            });
            var messages =
                    answer.stream().flatMap(bytes -> messages(bytes).stream()).toList();
            Promise.require(
                    messages.stream().allMatch(message -> message.getMessageID() == request.id()),
                    "answers are to their question");
            var entries = messages.subList(0, messages.size() - 1).stream()
                    .map(message -> message.getSearchResultEntryProtocolOp().getDN())
                    .toList();
            Promise.require(entries.stream().allMatch(mayBeShownTo(identity)), "nobody sees more than is theirs");
        }
    }

    private static Predicate<String> mayBeShownTo(Identity identity) {
        return name -> {
            var dn = Tree.parsed(name).orElseThrow();
            boolean isOpen = dn.isNullDN() || dn.equals(SchemaEntry.ENTRY_NAME);
            return isOpen
                    || switch (identity) {
                        case Identity.Anonymous() -> false;
                        case Identity.Person person ->
                            DESK.tree.person(dn).filter(person.name()::equals).isPresent();
                        case Identity.Service _ -> true;
                    };
        };
    }

    private static void compare(LdapRequest.Compare request) {
        var anonymous = DESK.comparisons.answer(request, IDENTITIES.getFirst());
        Promise.require(
                List.of(Reply.NEEDS_BIND, Reply.CRITICAL_CONTROL).contains(anonymous), "nobody compares unbound");
        for (var identity : IDENTITIES) {
            messages(DESK.comparisons.answer(request, identity).message(request.id(), Operation.COMPARE));
        }
    }

    private static void isNobodyElse(BindName name) {
        if (name instanceof BindName.OfPerson(var typed, var branch)) {
            typed.canonical()
                    .map(branch::of)
                    .ifPresent(dn -> Promise.require(
                            DESK.tree.person(dn).equals(typed.canonical()), "a name in the tree means one person"));
        }
    }

    private static List<LDAPMessage> messages(byte[] bytes) {
        var messages = new ArrayList<LDAPMessage>();
        try (var reader = new ASN1StreamReader(new ByteArrayInputStream(bytes))) {
            for (var next = LDAPMessage.readFrom(reader, true);
                    next != null;
                    next = LDAPMessage.readFrom(reader, true)) {
                messages.add(next);
            }
        } catch (LDAPException | IOException unreadable) {
            throw new IllegalStateException("broken promise: answers are messages", unreadable);
        }
        return messages;
    }

    /// A desk that knows every verdict by heart and has no room for a look-up, so that everything is answered at once.
    private static LdapDesk desk() {
        var settings = OLIVE.settings(new Caps(1, 1, 1));
        ByHeart verifier = LdapFuzz::judge;
        var questions = new Questions(verifier, settings.listener().caps(), OLIVE.deadlines);
        var desk = new LdapDesk(
                settings,
                verifier,
                questions,
                new Roster(OLIVE.store),
                OLIVE.olive.clock,
                AnswerRoom.ofThisProcess(),
                LdapDesk.PATIENCE_OF_CALLERS);
        var forever = new CountDownLatch(1);
        var only = desk.lookUps.begin(() -> await(forever), false).toCompletableFuture();
        Promise.require(!only.isDone(), "the only look-up is taken");
        return desk;
    }

    private static Identity nikos() {
        var bind = new Attempt(
                new TypedName(NIKOS.canonical()),
                Secret.ofUtf8(new byte[0]),
                Protocol.LDAP,
                Source.UNKNOWN,
                OLIVE.olive.clock.instant(),
                "ldap");
        var verdict = new Verdict.Accepted(OLIVE.nikos.id(), NIKOS, Optional.empty());
        return new Identity.Person(bind, verdict, DESK.tree.people());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Lets Nikos in, whatever his password is.
    private static Verdict judge(Attempt attempt) {
        boolean isNikos = attempt.name().canonical().filter(NIKOS::equals).isPresent();
        return isNikos
                ? new Verdict.Accepted(OLIVE.nikos.id(), NIKOS, Optional.empty())
                : new Verdict.Rejected(Rejection.WRONG_SECRET);
    }

    /// In clear, and offered StartTLS.
    private static final class Somebody extends ThisMachine {
        @Override
        public Source source() {
            return Source.ofLiteral("127.0.0.1");
        }

        @Override
        public boolean mayStartTls() {
            return true;
        }

        @Override
        public void startTls(ByteBuf reply, int unread) {
            reply.release();
        }
    }
}
