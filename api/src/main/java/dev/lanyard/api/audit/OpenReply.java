package dev.lanyard.api.audit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reply that goes on after its request's thread has left. What is not taken in the connection's
 * time fails. Written to by one thread; the container may end it from another.
 */
final class OpenReply implements AsyncListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenReply.class);

  private final OutputStream out;
  private final AsyncContext context;
  private final AtomicBoolean over = new AtomicBoolean();

  private OpenReply(OutputStream out, AsyncContext context) {
    this.out = out;
    this.context = context;
  }

  /**
   * Sends the headers, and leaves the reply open.
   *
   * @throws IOException if the reader is gone already
   */
  static OpenReply of(HttpServletRequest request, HttpServletResponse reply) throws IOException {
    // Here the filters in front add their headers: they cannot later, from another thread.
    reply.flushBuffer();
    OutputStream out = reply.getOutputStream();
    AsyncContext context = request.startAsync(request, reply);
    context.setTimeout(Duration.ZERO.toMillis());
    OpenReply open = new OpenReply(out, context);
    context.addListener(open);
    return open;
  }

  /**
   * Sends what the buffer does not hold.
   *
   * @throws IOException if the reader is gone, or did not take it in time
   */
  void write(byte[] block) throws IOException {
    send(() -> out.write(block));
  }

  /**
   * Sends all.
   *
   * @throws IOException as {@link #write}
   */
  void flush() throws IOException {
    send(out::flush);
  }

  /** Sends something. */
  @FunctionalInterface
  private interface Sending {
    void send() throws IOException;
  }

  private void send(Sending sending) throws IOException {
    if (over.get()) {
      throw new IOException("the connection was ended");
    }
    try {
      sending.send();
    } catch (IllegalStateException | NullPointerException recycled) {
      // What the container answers with once it has taken the stream back, meanwhile.
      throw new IOException("the connection was ended", recycled);
    }
  }

  /** Ends the reply, unless the container has. */
  @Override
  public void close() {
    complete();
  }

  /** The thread that writes and the container may both find that it is over. */
  private void complete() {
    if (over.compareAndSet(false, true)) {
      try {
        context.complete();
      } catch (IllegalStateException left) {
        LOG.debug("The container ended a stream whose reader left: {}", left.toString());
      }
    }
  }

  /** Without this, the container would have the request answered again, as a failed one. */
  @Override
  public void onError(AsyncEvent failed) {
    complete();
  }

  @Override
  public void onTimeout(AsyncEvent late) {
    complete();
  }

  @Override
  public void onComplete(AsyncEvent done) {
    over.set(true);
  }

  @Override
  public void onStartAsync(AsyncEvent again) {
    // Nobody starts it again.
  }
}
