package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainSocketsTest {

  private ServerSocket server;
  private Socket client;
  private Socket other;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client =
        new PlainSockets(Duration.ofMillis(200))
            .createSocket(server.getInetAddress(), server.getLocalPort());
    client.setSoTimeout(0);
    other = server.accept();
  }

  @AfterEach
  void disconnect() throws IOException {
    client.close();
    other.close();
    server.close();
  }

  @Test
  void everyByteArrivesInOrderAndThenTheEnd() throws Exception {
    byte[] sent = new byte[1_000_000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31 >> 3);
    }
    Thread writer = new Thread(() -> write(sent));
    writer.start();

    InputStream in = client.getInputStream();
    assertThat(in.read()).isEqualTo(sent[0] & 0xFF);
    byte[] rest = in.readAllBytes();

    assertThat(rest).isEqualTo(Arrays.copyOfRange(sent, 1, sent.length));
    assertThat(in.read()).isNegative();
    writer.join();
  }

  @Test
  void whatHasArrivedIsNotHeldBack() throws Exception {
    other.getOutputStream().write(new byte[] {1, 2, 3});
    InputStream in = client.getInputStream();
    byte[] some = new byte[100];
    int got = in.read(some, 0, 2);

    assertThat(got).isBetween(1, 2);
    assertThat(in.readNBytes(3 - got)).hasSize(3 - got);
  }

  @Test
  void aServerThatKeepsSilentIsNotWaitedForAlthoughTheClientSetsNoTimeout() throws Exception {
    InputStream in = client.getInputStream();

    assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class).hasMessage("timeout");
  }

  private void write(byte[] bytes) {
    try {
      other.getOutputStream().write(bytes);
      other.shutdownOutput();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
