#!/usr/bin/python3
"""websocket-peer.py <socket>: serves WebSockets at a unix socket. Echoes messages; some paths and messages do other things."""

import asyncio
import sys

import websockets


async def serve(connection):
    if connection.path == "/flood":
        for number in range(1000):
            await connection.send(bytes([number % 256]) * 65536)
        await connection.close(1000, "that was all")
        return
    if connection.path == "/vanish":
        connection.transport.abort()
        return
    async for message in connection:
        if message == "close me":
            await connection.close(4001, "as you wish")
        elif message == "path":
            await connection.send(connection.path)
        else:
            await connection.send(message)


async def main():
    async with websockets.unix_serve(serve, sys.argv[1], subprotocols=["second"], max_size=None):
        print("ready", flush=True)
        await asyncio.Future()


asyncio.run(main())
