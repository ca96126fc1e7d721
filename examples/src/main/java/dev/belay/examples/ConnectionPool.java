package dev.belay.examples;

import dev.belay.runtime.CancellationToken;
import dev.belay.runtime.Registration;
import dev.belay.runtime.Supervisor;
import dev.belay.runtime.SupervisorOptions;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/**
 * Keeps exactly N connections to a server that answers line by line, and opens a new one for each
 * that fails. Each connection is a service of a supervisor: its body connects, reads answers, and
 * throws when the connection is lost. May be used by any number of threads.
 */
public final class ConnectionPool implements AutoCloseable {

  private static final String SERVICE = "connection";

  private final InetSocketAddress server;
  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
  private final Supervisor supervisor;

  /** A connection that is open now. */
  private static final class Connection {
    private final Socket socket;

    /** One answer at a time, or empty when the connection is lost. */
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    Connection(Socket socket) {
      this.socket = socket;
    }

    String ask(String line) throws IOException, InterruptedException {
      socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      return answers
          .take()
          .orElseThrow(() -> new EOFException("the connection was lost before the answer"));
    }
  }

  /**
   * Opens connections in the background.
   *
   * @param size how many are kept
   * @param options how failures are borne, for one that fails for good
   */
  public ConnectionPool(
      InetSocketAddress server, int size, UnaryOperator<SupervisorOptions> options) {
    this.server = server;
    supervisor = Supervisor.open("pool", options);
    boolean started = false;
    try {
      supervisor.keepExactly(size, SERVICE, this::connect);
      started = true;
    } finally {
      if (!started) {
        supervisor.close();
      }
    }
  }

  /** The body of a service: one connection from beginning to end. */
  private void connect(CancellationToken token) throws IOException {
    Socket socket = new Socket();
    Registration close = token.onCancel(() -> close(socket));
    try (socket) {
      socket.connect(server);
      Connection connection = new Connection(socket);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      idle.add(connection);
      try {
        String line;
        while ((line = in.readLine()) != null) {
          connection.answers.add(Optional.of(line));
        }
        throw new EOFException("the server closed the connection");
      } finally {
        idle.remove(connection);
        connection.answers.add(Optional.empty());
      }
    } finally {
      close.unregister();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a line on a free connection and waits for the answer. Waits while none is free.
   *
   * @throws IOException if the connection is lost before the answer; another may be tried
   * @throws InterruptedException if the thread is interrupted; the connection is given up
   * @throws IllegalStateException if the pool has failed or is closed
   */
  public String ask(String line) throws IOException, InterruptedException {
    Connection connection =
        supervisor
            .token()
            .take(idle)
            .orElseThrow(() -> new IllegalStateException("the pool is closed"));
    boolean answered = false;
    try {
      String answer = connection.ask(line);
      answered = true;
      return answer;
    } finally {
      if (answered && !connection.socket.isClosed()) {
        idle.add(connection);
      } else {
        // An answer may still be on its way: nobody else may get it.
        connection.socket.close();
      }
    }
  }

  /** How many connections are open or being opened now; the others wait for another try. */
  public int size() {
    return supervisor.running(SERVICE);
  }

  /** Breaks a connection that is free, as a network does; false if none is. For demonstrations. */
  boolean breakOne() throws IOException {
    Connection connection = idle.poll();
    if (connection == null) {
      return false;
    }
    connection.socket.close();
    return true;
  }

  /** Closes all connections, the newest first, and waits for that. */
  @Override
  public void close() {
    supervisor.close();
  }
}
