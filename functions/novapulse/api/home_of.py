"""What the routes of every dialect are given: the home."""

from typing import Annotated

from fastapi import Depends, Request

from novapulse.services.home import Home


async def _home(request: Request) -> Home:
    home: Home = request.app.state.home
    return home


HomeOf = Annotated[Home, Depends(_home)]
