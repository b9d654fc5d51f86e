package org.meshparity.proxyruntime.attribute;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Base64;
import java.util.Set;
import org.meshparity.proxyruntime.attribute.wire.Attributes;
import org.meshparity.proxyruntime.attribute.wire.Attributes.AttributeValue;

/**
 * What a client sidecar tells the server sidecar about a request, so that both report the same
 * caller and the same service.
 *
 * <p>Only a few names pass; a caller outside the mesh must not be able to write any other attribute
 * of a report. What cannot be read counts as not sent.
 */
public final class ForwardedAttributes {

  /** The header that carries them. */
  public static final String HEADER = "x-istio-attributes";

  private static final Set<String> ALLOWED =
      Set.of(
          "source.uid",
          "source.namespace",
          "destination.service.name",
          "destination.service.uid",
          "destination.service.host",
          "destination.service.namespace");

  private ForwardedAttributes() {}

  /** The header's value for the attributes of this bag that may be forwarded. */
  public static String encode(AttributeBag bag) {
    Attributes.Builder out = Attributes.newBuilder();
    bag.values()
        .forEach(
            (name, value) -> {
              if (ALLOWED.contains(name)
                  && value
                      instanceof org.meshparity.proxyruntime.attribute.AttributeValue.Text text) {
                out.putAttributes(
                    name, AttributeValue.newBuilder().setStringValue(text.value()).build());
              }
            });
    return Base64.getEncoder().encodeToString(out.build().toByteArray());
  }

  /** The forwarded attributes of a header's value; an empty bag when it cannot be read. */
  public static AttributeBag decode(String header) {
    AttributeBag.Builder bag = AttributeBag.builder();
    try {
      Attributes.parseFrom(Base64.getDecoder().decode(header))
          .getAttributesMap()
          .forEach(
              (name, value) -> {
                if (ALLOWED.contains(name) && value.hasStringValue()) {
                  bag.text(name, value.getStringValue());
                }
              });
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return AttributeBag.builder().build();
    }
    return bag.build();
  }
}
