package org.meshparity.proxyruntime.inproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrpcMessageCounterTest {

  @Test
  void messagesCountWhereverTheyAreCut() {
    Random random = new Random(1);
    ByteBuf body = Unpooled.buffer();
    for (int i = 0; i < 200; i++) {
      int length = random.nextInt(4) == 0 ? 0 : random.nextInt(300);
      body.writeByte(random.nextInt(2)).writeInt(length).writeZero(length);
    }
    for (int round = 0; round < 50; round++) {
      GrpcMessageCounter counter = new GrpcMessageCounter();
      ByteBuf rest = body.duplicate();
      while (rest.isReadable()) {
        ByteBuf piece = rest.readSlice(Math.min(rest.readableBytes(), 1 + random.nextInt(64)));
        counter.accept(piece);
      }
      assertThat(counter.messages()).isEqualTo(200);
    }
  }

  @Test
  void aMessageThatIsNotWholeDoesNotCount() {
    GrpcMessageCounter counter = new GrpcMessageCounter();
    counter.accept(Unpooled.wrappedBuffer(new byte[] {0, 0, 0, 0, 2, 1}));
    assertThat(counter.messages()).isZero();

    counter.accept(Unpooled.wrappedBuffer(new byte[] {1}));
    assertThat(counter.messages()).isOne();
  }

  @Test
  void aLengthOfFourBillionIsTaken() {
    GrpcMessageCounter counter = new GrpcMessageCounter();
    counter.accept(Unpooled.wrappedBuffer(new byte[] {0, -1, -1, -1, -1, 5, 5, 5}));

    assertThat(counter.messages()).isZero();
  }
}
