package org.sallyport.server.telephone;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
final class MessageCentre implements ServerMessageReceiverListener, AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;

    private final SMPPServerSessionListener door;
    private final int port;
    private final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
    private final List<BindType> binds = new CopyOnWriteArrayList<>();
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private volatile int status;
    private volatile boolean open = true;

    private MessageCentre(SMPPServerSessionListener door, int port) {
        this.door = door;
        this.port = port;
    }

    /// @param port 0 for any that is free
    static MessageCentre start(int port) throws IOException {
        int chosen = port == 0 ? free() : port;
        var centre = new MessageCentre(new SMPPServerSessionListener(chosen), chosen);
        var _ = Thread.ofPlatform().daemon().name("message-centre").start(centre::serve);
        return centre;
    }

    int port() {
        return port;
    }

    /// Answers every text with this status from now on.
    void answers(int next) {
        status = next;
    }

    List<SubmitSm> taken() {
        return taken;
    }

    List<BindType> binds() {
        return binds;
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
        if (bind.getPassword().equals("secret")) {
            binds.add(bind.getBindType());
            bind.accept("centre", InterfaceVersion.IF_34);
        } else {
            bind.reject(SMPPConstant.STAT_ESME_RINVPASWD);
        }
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("texts only", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    private static int free() throws IOException {
        try (var any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
