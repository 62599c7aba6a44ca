import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's test server with a clock of our own: its argument is the instant at which it starts, past ones too; its line
 * tells the port, a free one. Time stands still ("locked") until a test asks for it to pass.
 */
public final class TimeSkippingServer {
  public static void main(String[] args) throws Exception {
    TestServicesStarter services = new TestServicesStarter(true, Instant.parse(args[0]).toEpochMilli());
    NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
    for (BindableService service : services.getServices()) builder.addService(service);
    // On a busy machine one call may be under way for minutes, and who waits for it asks whether the line still stands.
    builder.permitKeepAliveTime(1, TimeUnit.SECONDS).permitKeepAliveWithoutCalls(true);
    Server server = builder.maxInboundMessageSize(64 * 1024 * 1024).build().start();
    // A test run that dies takes its server with it.
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    System.out.println("listening on " + server.getPort());
    server.awaitTermination();
  }
}
