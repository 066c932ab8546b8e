package io.wyng.destination.ssh.sftp;

import io.wyng.destination.ssh.message.Words;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** What the answers to requests mean. They are not trusted, and kept within bounds. */
final class Answers {

  private static final int LONGEST_HANDLE = 256;

  /** What is made of an answer. */
  private interface Parser<T> {
    T parse(Reply reply) throws IOException;
  }

  static final Function<Reply, Handle> HANDLE = expecting(Reply.HANDLE, Answers::handle);

  /** A file's attributes; empty when there is no such file. */
  static final Function<Reply, Optional<Attributes>> ATTRIBUTES =
      orEmpty(StatusException.NO_SUCH_FILE, Reply.ATTRIBUTES, Attributes::parse);

  /** Entries of a directory; empty at its end. */
  static final Function<Reply, Optional<List<Sftp.Entry>>> ENTRIES =
      orEmpty(StatusException.END_OF_FILE, Reply.NAME, Answers::entries);

  static final Function<Reply, Optional<Space>> SPACE =
      expecting(Reply.EXTENDED, reply -> Optional.of(Space.parse(reply)));

  static final Function<Reply, TransferLimits> LIMITS =
      expecting(Reply.EXTENDED, TransferLimits::parse);

  /** The first of the names that were asked for; may be empty. */
  static final Function<Reply, String> NAME =
      expecting(
          Reply.EXTENDED,
          reply -> {
            ByteBuffer names = reply.bytes();
            return names.hasRemaining() ? new Reply(Reply.NAME, names).raw() : "";
          });

  private Answers() {}

  /** Nothing but success. */
  static void requireOk(Reply reply) {
    try {
      if (!isStatus(reply, StatusException.OK)) {
        throw unexpected(reply, Reply.STATUS);
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** A part of a file, of so many bytes at most; empty at its end. */
  static Function<Reply, Optional<ByteBuffer>> data(int asked) {
    return orEmpty(
        StatusException.END_OF_FILE,
        Reply.DATA,
        reply -> {
          ByteBuffer bytes = reply.bytes();
          if (bytes.remaining() > asked || !bytes.hasRemaining()) {
            throw Reply.broken(bytes.remaining() + " bytes for " + asked);
          }
          return bytes;
        });
  }

  private static Handle handle(Reply reply) throws ProviderException {
    String raw = reply.raw();
    if (raw.length() > LONGEST_HANDLE) {
      throw Reply.broken("a handle of " + raw.length() + " bytes");
    }
    return new Handle(raw);
  }

  private static List<Sftp.Entry> entries(Reply reply) throws ProviderException {
    List<Sftp.Entry> entries = new ArrayList<>();
    for (int i = reply.number(); i > 0; i--) {
      String name = reply.raw();
      reply.bytes(); // the line that ls would print
      Attributes attributes = Attributes.parse(reply);
      if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
        throw Reply.broken("a directory with an entry that is no name");
      }
      if (!name.equals(".") && !name.equals("..")) {
        entries.add(new Sftp.Entry(name, attributes));
      }
    }
    return entries;
  }

  private static <T> Function<Reply, T> expecting(int type, Parser<T> parser) {
    return checked(reply -> {
      if (reply.type() != type) {
        isStatus(reply, type);
        throw unexpected(reply, type);
      }
      return parser.parse(reply);
    });
  }

  private static <T> Function<Reply, Optional<T>> orEmpty(int status, int type, Parser<T> parser) {
    return checked(reply -> {
      if (isStatus(reply, status)) {
        return Optional.empty();
      }
      if (reply.type() != type) {
        throw unexpected(reply, type);
      }
      return Optional.of(parser.parse(reply));
    });
  }

  /** Whether the answer is this status; any other status is thrown. */
  private static boolean isStatus(Reply reply, int code) throws IOException {
    if (reply.type() != Reply.STATUS) {
      return false;
    }
    int found = reply.number();
    if (found == code) {
      return true;
    }
    String words =
        reply.hasMore()
            ? Words.of(StandardCharsets.UTF_8.decode(reply.bytes()).toString())
            : "status " + found;
    throw new StatusException(found, words);
  }

  private static ProviderException unexpected(Reply reply, int type) {
    return Reply.broken("answer " + reply.type() + " where " + type + " was expected");
  }

  private static <T> Function<Reply, T> checked(Parser<T> parser) {
    return reply -> {
      try {
        return parser.parse(reply);
      } catch (IOException e) {
        throw new CompletionException(e);
      }
    };
  }
}
