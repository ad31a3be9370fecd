package org.sallyport.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.sallyport.bench.town.Resident;

/// The Dovecot protocol on one connection, as of a server that says where its apps are.
public final class LineGuessing implements Guessing {
    private final Socket socket;
    private final OutputStream out;
    private final BufferedReader in;
    private int id;

    public LineGuessing(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out.write("VERSION\t1\t2\nCPID\t1\n".getBytes(StandardCharsets.US_ASCII));
        for (var line = line(); !line.equals("DONE"); line = line()) {
            // What it speaks is known.
        }
    }

    @Override
    public long guess(Resident who) throws IOException {
        id++;
        var command = "AUTH\t" + id + new String(LineAsking.question(who), StandardCharsets.US_ASCII);
        long asked = System.nanoTime();
        out.write(command.getBytes(StandardCharsets.US_ASCII));
        var answer = line();
        long taken = System.nanoTime() - asked;
        if (!answer.startsWith("FAIL\t" + id) || answer.contains("temp")) {
            throw new IllegalStateException("not a no: " + answer);
        }
        return taken;
    }

    private String line() throws IOException {
        var line = in.readLine();
        if (line == null) {
            throw new IOException("the connection was closed");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
