package io.github.dhisadmin.sync.internal.remote;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Writes an answer into a file as it comes, and tells trouble of the file from the server's. */
final class FileBody implements BodySubscriber<Path> {
  private final Path file;
  private final CompletableFuture<Path> body = new CompletableFuture<>();
  private @Nullable FileChannel channel;
  private @Nullable Subscription subscription;

  FileBody(Path file) {
    this.file = file;
  }

  @Override
  public CompletionStage<Path> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription newSubscription) {
    subscription = newSubscription;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      newSubscription.request(1);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining() && channel != null) {
          channel.write(buffer);
        }
      }
      if (subscription != null) {
        subscription.request(1);
      }
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    closeQuietly();
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    try {
      if (channel != null) {
        channel.close();
      }
      body.complete(file);
    } catch (IOException e) {
      body.completeExceptionally(new FileTroubleException(file, e));
    }
  }

  private void giveUp(IOException trouble) {
    if (subscription != null) {
      subscription.cancel();
    }
    closeQuietly();
    body.completeExceptionally(new FileTroubleException(file, trouble));
  }

  private void closeQuietly() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // what is written is of no use anyway
    }
  }
}
