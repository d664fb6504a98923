package main

import (
	"context"
	"os"
	"time"

	"github.com/hashicorp/go-azure-sdk/sdk/auth"
	"github.com/hashicorp/go-azure-sdk/sdk/environments"
)

// hashicorp asks as the azurerm provider does with ARM_USE_MSI, by the variables that its users set.
func hashicorp() (credential, error) {
	// One a resource, as the provider has them: each keeps one token.
	authorizers := map[string]auth.Authorizer{}
	return func(ctx context.Context, resource string) (string, time.Time, error) {
		authorizer, ok := authorizers[resource]
		if !ok {
			var err error
			authorizer, err = auth.NewManagedIdentityAuthorizer(ctx, auth.ManagedIdentityAuthorizerOptions{
				Api:                             environments.NewApiEndpoint(resource, resource, nil).WithResourceIdentifier(resource),
				CustomManagedIdentityEndpoint:   os.Getenv("ARM_MSI_ENDPOINT"),
				CustomManagedIdentityAPIVersion: os.Getenv("ARM_MSI_API_VERSION"),
				CustomManagedIdentityHeaders:    map[string][]string{"X-IDENTITY-HEADER": {os.Getenv("IDENTITY_HEADER")}},
			})
			if err != nil {
				return "", time.Time{}, err
			}
			authorizers[resource] = authorizer
		}
		token, err := authorizer.Token(ctx, nil)
		if err != nil {
			return "", time.Time{}, err
		}
		return token.AccessToken, token.Expiry, nil
	}, nil
}
