package org.sallyport.acceptance.telephone;

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
import org.sallyport.acceptance.harness.Ports;

/// A message centre on this machine whose password is "secret", and which takes texts and nothing else.
final class MessageCentre implements ServerMessageReceiverListener, AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;

    private final SMPPServerSessionListener door;
    private final int port;
    private final BlockingQueue<Text> taken = new LinkedBlockingQueue<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    /// A text as it arrived.
    record Text(String from, String to, String text) {
        /// What a telephone would fill in.
        String code() {
            return text.substring(text.lastIndexOf('#') + 1);
        }
    }

    private MessageCentre(SMPPServerSessionListener door, int port) {
        this.door = door;
        this.port = port;
    }

    static MessageCentre start() throws IOException {
        int port = Ports.free();
        var centre = new MessageCentre(new SMPPServerSessionListener(port), port);
        var _ = Thread.ofPlatform().daemon().name("message-centre").start(centre::serve);
        return centre;
    }

    int port() {
        return port;
    }

    /// The next text that has come or comes.
    Text next() {
        try {
            var text = taken.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("no text came within " + PATIENCE_MILLIS + " ms");
            }
            return text;
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
        taken.add(new Text(text.getSourceAddr(), text.getDestAddress(), words(text)));
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

    // SMPP 3.4 sections 5.2.19 and 5.3.2.32: 8 is UCS-2, and what is long comes beside the message.
    private static String words(SubmitSm text) {
        var charset = text.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
        var payload = text.getOptionalParameter(OptionalParameter.Message_payload.class);
        return new String(payload == null ? text.getShortMessage() : payload.getValue(), charset);
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
