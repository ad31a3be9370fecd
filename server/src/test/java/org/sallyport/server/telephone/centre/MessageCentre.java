package org.sallyport.server.telephone.centre;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/// A message centre on this machine whose password is "secret", and which takes texts and nothing else.
public final class MessageCentre implements ServerMessageReceiverListener, AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;

    private final SMPPServerSessionListener door;
    private final int port;
    private final BlockingQueue<SubmitSm> taken = new LinkedBlockingQueue<>();
    private final List<BindType> binds = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile boolean open = true;

    /// A text in words.
    public record Text(String from, String to, String text) {
        // SMPP 3.4 sections 5.2.19 and 5.3.2.32: 8 is UCS-2, and what is long comes beside the message.
        private static Text of(SubmitSm text) {
            var charset = text.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
            var payload = text.getOptionalParameter(OptionalParameter.Message_payload.class);
            var words = payload == null ? text.getShortMessage() : payload.getValue();
            return new Text(text.getSourceAddr(), text.getDestAddress(), new String(words, charset));
        }

        /// What a telephone would fill in.
        public String code() {
            return text.substring(text.lastIndexOf('#') + 1);
        }
    }

    private MessageCentre(SMPPServerSessionListener door, int port) {
        this.door = door;
        this.port = port;
    }

    /// @param port a free one
    public static MessageCentre start(int port) throws IOException {
        var centre = new MessageCentre(new SMPPServerSessionListener(port), port);
        var _ = Thread.ofPlatform().daemon().name("message-centre").start(centre::serve);
        return centre;
    }

    public int port() {
        return port;
    }

    /// Answers every text with this status from now on.
    public void answers(int next) {
        status = next;
    }

    /// The texts that have come and were not asked for, as they arrived.
    public List<SubmitSm> taken() {
        return List.copyOf(taken);
    }

    /// How senders have introduced themselves.
    public List<BindType> binds() {
        return binds;
    }

    /// The next text that has come or comes.
    public Text next() {
        try {
            var text = taken.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("no text came within " + PATIENCE_MILLIS + " ms");
            }
            return Text.of(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        open = false;
        door.close();
        sessions.forEach(SMPPServerSession::close);
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm text, SMPPServerSession from) throws ProcessRequestException {
        if (status != 0) {
            throw new ProcessRequestException("as it was told", status);
        }
        taken.add(text);
        try {
            return new SubmitSmResult(new MessageId("1"), new OptionalParameter[0]);
        } catch (PDUStringException tooLong) {
            throw new IllegalStateException(tooLong);
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti asked, SMPPServerSession from)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm asked, SMPPServerSession from) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm asked, SMPPServerSession from) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelSm(CancelSm asked, SMPPServerSession from) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm asked, SMPPServerSession from)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm asked, SMPPServerSession from)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm asked, SMPPServerSession from)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm asked, Session from) throws ProcessRequestException {
        throw unknown();
    }

    private void serve() {
        while (open) {
            try {
                admit(door.accept());
            } catch (IOException | TimeoutException | PDUStringException gone) {
                // The next one may do better; a closed door ends the loop.
            }
        }
    }

    private void admit(SMPPServerSession session) throws IOException, TimeoutException, PDUStringException {
        sessions.add(session);
        session.setMessageReceiverListener(this);
        var bind = session.waitForBind(PATIENCE_MILLIS);
        binds.add(bind.getBindType());
        if (bind.getPassword().equals("secret")) {
            bind.accept("centre", InterfaceVersion.IF_34);
        } else {
            bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        }
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("texts only", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
