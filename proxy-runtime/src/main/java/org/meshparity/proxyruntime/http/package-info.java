/**
 * HTTP/1.1 and HTTP/2 as one kind of messages: the strict edge of the sidecar, where what could be
 * understood in two ways is refused.
 */
@org.jspecify.annotations.NullMarked
package org.meshparity.proxyruntime.http;
