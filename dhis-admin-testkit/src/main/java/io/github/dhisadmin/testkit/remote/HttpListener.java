package io.github.dhisadmin.testkit.remote;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP/1.1 on a port of this machine, with a thread per connection. On bare sockets, as the JDK's
 * own server cannot reset a connection or break off an answer on purpose.
 */
final class HttpListener implements AutoCloseable {
  private final ServerSocket server;
  private final HttpService service;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger number = new AtomicInteger();

  /** What answers requests. */
  interface HttpService {
    Answer answer(RemoteRequest request);

    /** Called before an answer whose delivery is held; returns when it may go. */
    void awaitRelease();
  }

  /** A reply and how it gets to the client. */
  record Answer(HttpReply reply, Fault.Delivery delivery) {}

  private HttpListener(ServerSocket server, HttpService service) {
    this.server = server;
    this.service = service;
  }

  static HttpListener start(HttpService service) {
    try {
      HttpListener listener =
          new HttpListener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), service);
      listener.daemon(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() {
    closeQuietly(server);
    open.forEach(HttpListener::closeQuietly);
  }

  private void daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-dhis2-" + number.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        open.add(socket);
        daemon(() -> serve(socket));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      HttpWire wire = new HttpWire(in, new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
      boolean going = true;
      while (going) {
        RemoteRequest request = wire.read();
        going = request != null && deliver(socket, wire, service.answer(request));
      }
    } catch (IOException clientWent) {
      // which is its right, and what some tests are about
    } finally {
      open.remove(socket);
    }
  }

  /** Whether the connection may be used again. */
  private boolean deliver(Socket socket, HttpWire wire, Answer answer) throws IOException {
    switch (answer.delivery()) {
      case WHOLE -> {
        wire.write(answer.reply(), answer.reply().content().length);
        return true;
      }
      case TRUNCATED -> wire.write(answer.reply(), answer.reply().content().length / 2);
      case HELD -> {
        service.awaitRelease();
        wire.write(answer.reply(), answer.reply().content().length);
      }
      case RESET -> socket.setSoLinger(true, 0);
      case DROP -> {}
    }
    return false;
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
