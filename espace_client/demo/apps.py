from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "espace_client.demo"

    def ready(self) -> None:
        from espace_client.demo import demo_clock
        from espace_client.kernel import clock

        clock.use(demo_clock.now)
