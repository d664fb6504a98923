// azidentity, and the SDK of Terraform's azurerm provider, with nothing changed: asks one credential for tokens of the
// resources named, in their order.
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"time"
)

// A credential answers a token of a resource, and when that ends.
type credential func(ctx context.Context, resource string) (token string, expires time.Time, err error)

var kinds = map[string]func() (credential, error){
	"managed":   managed,
	"default":   defaultChain,
	"hashicorp": hashicorp,
}

func main() {
	// go-azure-sdk logs each request.
	log.SetOutput(io.Discard)
	ask, err := kinds[os.Args[1]]()
	if err != nil {
		panic(err)
	}
	output := json.NewEncoder(os.Stdout)
	for _, resource := range os.Args[2:] {
		token, expires, err := ask(context.Background(), resource)
		if err != nil {
			output.Encode(map[string]any{"error": err.Error()})
			continue
		}
		output.Encode(map[string]any{"token": token, "expiresOn": expires.Unix()})
	}
}
